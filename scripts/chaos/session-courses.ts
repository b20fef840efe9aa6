import type { SessionInput } from '../../src/contracts/run-virtual-agent-session.js';
import type { ScriptInput } from '../../simulator/live/script.js';

/** How a session goes, by its number; every run has the same ones. */
export type SessionCourse = {
  readonly label: string;
  readonly input: Omit<SessionInput, 'sessionKey'>;
  /** What the customer says after the first message. */
  readonly turns: readonly string[];
  /** A person is asked for after the turns. */
  readonly handoffTo: string | null;
  /** Whether the rehearsal ends the conversation, when everything is said; else the simulator's script does. */
  readonly isEndedByUs: boolean;
};

type Kind = Pick<SessionCourse, 'turns' | 'handoffTo' | 'isEndedByUs'> & { readonly message: string };

const CLEAR = 'confidence=0.9 sentiment=0.2';
const KINDS: Readonly<Record<string, Kind>> = {
  scripted: { message: CLEAR, turns: [], handoffTo: null, isEndedByUs: false },
  talking: { message: CLEAR, turns: [CLEAR, CLEAR], handoffTo: null, isEndedByUs: true },
  angry: { message: CLEAR, turns: [CLEAR, `sentiment=-0.9 ${CLEAR}`], handoffTo: null, isEndedByUs: true },
  asking: { message: CLEAR, turns: [CLEAR], handoffTo: 'queue-asked-for', isEndedByUs: true },
  unclear: { message: 'confidence=0.1', turns: [], handoffTo: null, isEndedByUs: false },
  early: { message: CLEAR, turns: [], handoffTo: null, isEndedByUs: false },
};

/** Attributes are all that the simulator sees of a course. */
export const SESSION_SCRIPT: ScriptInput = {
  perText: [
    { contains: 'course-early', endAfterMs: 0 },
    { contains: 'course-scripted', endAfterMs: 800, spreadMs: 800 },
    { contains: 'course-unclear', endAfterMs: 400, spreadMs: 800 },
  ],
};

/** Fewer slots than sessions: who frees one wakes who waits. */
const SLOTS_PER_SESSIONS = 0.75;
const BOT = 'bot-chaos';

export const sessionCourses = (count: number): SessionCourse[] =>
  Array.from({ length: count }, (_, index) => {
    const [kind, course] = Object.entries(KINDS)[index % Object.keys(KINDS).length] ?? [];
    if (kind === undefined || !course) throw new Error('there are no courses');
    const { message, ...rest } = course;
    return {
      ...rest,
      label: `${kind}-${index}`,
      input: {
        from: { id: `customer-${index}` },
        to: [{ id: BOT }],
        type: 'chat',
        message,
        attributes: { course: `course-${kind}` },
        thresholds: { sentimentMin: -0.5 },
        fallbackQueueId: 'queue-fallback',
        maxConcurrent: Math.max(1, Math.ceil(count * SLOTS_PER_SESSIONS)),
        whenFull: 'wait',
      },
    };
  });
