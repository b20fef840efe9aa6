import type { CsatResult, GroupFigures } from '../../contracts/correlate-csat.js';
import type { GroupCorrelation } from '../../domain/csat-correlation.js';
import type { StoredRun } from '../../store/runs.js';
import type { Block, Cell, Section, Table } from '../model.js';
import { countedText, countText } from '../number-text.js';
import { reasonText } from './csat-words.js';
import type { ReportSource } from './report-source.js';

/** A page that people read; an export has all of them. */
const MOST_GROUPS = 50;

type Groups = {
  readonly run: StoredRun;
  readonly csat: Pick<ReportSource['csat'], 'groups'>;
  readonly result: CsatResult;
};

/** The same figures by agent and by topic, as far as they were asked for. */
export async function groupSections({ run, csat, result }: Groups): Promise<Section[]> {
  const { byAgent, byTopic } = result;
  const largest = (kind: 'agent' | 'topic') => csat.groups(run.runId, kind, MOST_GROUPS);
  return [
    ...(byAgent.groups === null && byAgent.reason === 'notAsked'
      ? []
      : [groupSection('agent', byAgent, await largest('agent'))]),
    ...(byTopic.groups === null ? [] : [groupSection('topic', byTopic, await largest('topic'))]),
  ];
}

function groupSection(
  kind: 'agent' | 'topic',
  figures: GroupFigures,
  groups: readonly GroupCorrelation[],
): Section {
  const heading = `By ${kind}`;
  if (figures.groups === null) {
    const text = `Genesys was asked only for positive conversations, so nobody can say whose answers these are.`;
    return { heading, blocks: [{ kind: 'paragraph', text }] };
  }
  if (figures.groups === 0)
    return { heading, blocks: [{ kind: 'paragraph', text: `No pair belongs to one ${kind}.` }] };
  const said: Block[] = [{ kind: 'paragraph', text: caution(kind, figures) }];
  return { heading, blocks: [groupTable(kind, figures.groups, groups), ...said] };
}

const groupTable = (kind: 'agent' | 'topic', total: number, groups: readonly GroupCorrelation[]): Table => ({
  kind: 'table',
  caption:
    total > groups.length
      ? `The ${countText(groups.length)} largest of ${countedText(total, kind)}`
      : `Each ${kind}`,
  columns: [
    { name: kind === 'agent' ? 'Agent' : 'Topic' },
    { name: 'Pairs', digits: 0 },
    ...['Pearson', 'from', 'to', 'Spearman', 'Agreement'].map((name) => ({ name, digits: 2 })),
    { name: 'Why not known' },
  ],
  rows: groups.map(({ group, n, pearson, spearman, agreement }): Cell[] => [
    ...[group, n, pearson.value, pearson.low, pearson.high, spearman.value, agreement.rate.value],
    pearson.value === null ? reasonText(pearson.reason) : '',
  ]),
});

function caution(
  kind: 'agent' | 'topic',
  { ungrouped, comparisons }: { readonly ungrouped: number; readonly comparisons: number },
): string {
  const others =
    ungrouped === 0
      ? ''
      : `${countedText(ungrouped, 'pair')} ${ungrouped === 1 ? 'belongs' : 'belong'} to no ${kind}. `;
  if (comparisons < 20) return `${others}A figure of few pairs says little: look at its interval.`;
  return `${others}These are ${countText(comparisons)} figures with an interval each, and about one interval in twenty misses the truth: one that stands out may be chance.`;
}
