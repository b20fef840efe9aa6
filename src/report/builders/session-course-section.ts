import type { SessionResult } from '../../contracts/run-virtual-agent-session.js';
import type { ReceivedEvent, ToldUpdate } from '../../store/reports.js';
import type { StoredRun } from '../../store/runs.js';
import type { TimelineChart } from '../charts/chart.js';
import type { Block, Section } from '../model.js';
import { instantText, lengthText } from '../time-text.js';
import { updateName } from './session-crm-section.js';

export type Course = {
  readonly run: StoredRun;
  readonly result: SessionResult;
  readonly events: readonly ReceivedEvent[];
  readonly told: readonly ToldUpdate[];
  readonly timeZone: string;
};

/** What happened, and who told. */
type Happening = { readonly at: Date; readonly what: string; readonly lane: LaneName };

const LANES = ['Session', 'Genesys', 'CRM'] as const;
type LaneName = (typeof LANES)[number];

/** What happened when, from the beginning of the run to its end. */
export function courseSection(course: Course): Section {
  const gone: Block = {
    kind: 'paragraph',
    text: 'No event of this conversation is in the inbox. It keeps them for a week after they were handed over, so older ones are not shown.',
  };
  return {
    heading: 'What happened',
    blocks: [courseChart(course), ...(course.events.length === 0 ? [gone] : [])],
  };
}

function courseChart(course: Course): TimelineChart {
  const { run, result, timeZone } = course;
  const happenings = happeningsOf(course);
  const startedAtMs = run.startedAt.getTime();
  const sinceMs = (at: Date) => Math.max(0, at.getTime() - startedAtMs);
  const lengthMs = Math.max(...happenings.map(({ at }) => sinceMs(at)));
  const end = result.endTime === null ? lengthMs : sinceMs(new Date(result.endTime));
  return {
    kind: 'timeline',
    title: 'The course of the session',
    says: `${saysOf(course, lengthMs)} Times of day are of ${timeZone}.`,
    lanes: LANES,
    spans: [{ lane: 'Session', tone: 'accent', fromMs: 0, toMs: end }],
    moments: happenings.map(({ at, what, lane }) => ({
      ...{ lane, name: `${lane}: ${what}`, atMs: sinceMs(at) },
      when: instantText(at, timeZone),
    })),
  };
}

function happeningsOf({ run, result, events, told }: Course): Happening[] {
  const ends =
    result.endTime === null ? [] : [{ at: new Date(result.endTime), what: 'the conversation ended' }];
  const finished = run.finishedAt ? [{ at: run.finishedAt, what: 'the run was finished' }] : [];
  const own = [{ at: run.startedAt, what: 'the session began' }, ...ends, ...finished];
  return [
    ...own.map((one): Happening => ({ ...one, lane: 'Session' })),
    ...events.map(({ receivedAt, event: { kind, source } }): Happening => ({
      at: receivedAt,
      what: `${kind === 'ended' ? 'the conversation is over' : 'the conversation goes on'} (${source})`,
      lane: 'Genesys',
    })),
    ...told.flatMap((update): Happening[] =>
      update.attemptedAt === null ? [] : [{ at: update.attemptedAt, what: updateName(update), lane: 'CRM' }],
    ),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function saysOf({ result, events, told }: Course, lengthMs: number): string {
  const end = result.endTime === null ? 'Its end is unknown' : `It ended ${endedAfter(result)}`;
  return `${end}; the run took ${lengthText(lengthMs)}. Events of Genesys: ${events.length}; told the CRM: ${told.length}.`;
}

const endedAfter = ({ startedAt, endTime }: SessionResult): string =>
  `${lengthText(Math.max(0, Date.parse(endTime ?? startedAt) - Date.parse(startedAt)))} after it began`;
