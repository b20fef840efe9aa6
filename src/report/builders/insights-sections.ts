import type { InsightsResult } from '../../contracts/sync-insights.js';
import { PERSONAL_DATA_KINDS, type PersonalDataKind } from '../../domain/personal-data.js';
import type { BarsChart } from '../charts/chart.js';
import type { Block, Section } from '../model.js';
import { countText } from '../number-text.js';

const REASONS: Readonly<Record<string, string>> = {
  undated: 'no date',
  stale: 'too old',
  fromTheFuture: 'from the future',
  lowConfidence: 'low confidence',
  maskingFailed: 'badly masked',
  blocked: 'conversation blocked',
};

const KINDS: Readonly<Record<PersonalDataKind, string>> = {
  email: 'e-mail address',
  phone: 'phone number',
  paymentCard: 'payment card',
  iban: 'IBAN',
  nationalId: 'national id',
  ipAddress: 'IP address',
  credential: 'credential',
  streetAddress: 'street address',
  personName: 'name of a person',
};

function reasonName(reason: string): string {
  const kind = PERSONAL_DATA_KINDS.find((one) => reason === `personalData:${one}`);
  return kind ? KINDS[kind] : (REASONS[reason] ?? reason);
}

/** What the rules said, and why they held something back. */
export function governanceSection({ insights, heldBecause }: InsightsResult): Section {
  const reasons = Object.entries(heldBecause).sort(
    ([a, count], [b, other]) => other - count || (a < b ? -1 : 1),
  );
  const verdicts: BarsChart = {
    kind: 'bars',
    title: 'Verdicts',
    says: `${countText(insights.passed)} passed, ${countText(insights.redacted)} passed once they were masked, ${countText(insights.held)} were held back.`,
    categoryName: 'Verdict',
    categories: ['passed', 'masked', 'held back'],
    series: [
      { name: 'insights', tone: 'accent', values: [insights.passed, insights.redacted, insights.held] },
    ],
  };
  const because: BarsChart = {
    kind: 'bars',
    title: 'Why insights were held back',
    says: 'An insight can have several reasons, so they add up to more than the insights.',
    categoryName: 'Reason',
    categories: reasons.map(([reason]) => reasonName(reason)),
    series: [{ name: 'insights', tone: 'negative', values: reasons.map(([, count]) => count) }],
  };
  const none: Block = { kind: 'paragraph', text: 'Nothing was held back.' };
  return { heading: 'Governance', blocks: [verdicts, reasons.length === 0 ? none : because] };
}

/** What was read and what was not, by conversation and by insight. */
export const conversationSection = ({ conversations, insights }: InsightsResult): Section => ({
  heading: 'What was read',
  blocks: [
    {
      kind: 'table',
      caption: `What became of ${countText(conversations.total)} conversations`,
      columns: [{ name: 'Outcome' }, { name: 'Conversations', digits: 0 }],
      rows: [
        ['Read', conversations.read],
        ['Forbidden: this client may not read them', conversations.forbidden],
        ['Not found: Genesys does not know them', conversations.notFound],
        ['Answered in a form that nobody knows', conversations.unexpectedResponse],
      ],
    },
    {
      kind: 'table',
      caption: 'Left out of the insights above',
      columns: [{ name: 'What' }, { name: 'Insights', digits: 0 }],
      rows: [
        ['Malformed', insights.malformed],
        ['Of another conversation, or of a type not asked for', insights.foreign],
        ['Read twice', insights.duplicates],
      ],
    },
  ],
});
