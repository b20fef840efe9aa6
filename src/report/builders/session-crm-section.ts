import type { ToldUpdate } from '../../store/reports.js';
import type { Section } from '../model.js';
import { instantText } from '../time-text.js';

export const updateName = ({ event, state }: Pick<ToldUpdate, 'event' | 'state'>): string =>
  event === 'virtual_agent_handoff' ? 'a person takes over' : `session ${state ?? 'unknown'}`;

/** What the CRM was told, in the order in which it was said. */
export const crmSection = (told: readonly ToldUpdate[], timeZone: string): Section => ({
  heading: 'The CRM',
  blocks:
    told.length === 0
      ? [{ kind: 'paragraph', text: 'The CRM was told nothing.' }]
      : [
          {
            kind: 'table',
            caption: 'Told the CRM',
            columns: [{ name: 'What' }, { name: 'Delivery' }, { name: `Last tried (${timeZone})` }],
            rows: told.map((update) => [
              updateName(update),
              update.status,
              update.attemptedAt ? instantText(update.attemptedAt, timeZone) : 'not yet',
            ]),
          },
        ],
});
