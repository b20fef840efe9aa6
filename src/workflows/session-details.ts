import { endOf } from '../domain/session-course.js';
import type { CarriedSession } from './session-desk.js';

/** For the UI, which shows four lines without scrolling. Nothing of what was said or who said it. */
export function sessionDetails({ startedAt, session }: CarriedSession): string {
  const { state, conversationId, turns, reasons, lastActivityAt } = session;
  const { endedAt, resolution } = endOf(session);
  return [
    `**${state[0]?.toUpperCase() ?? ''}${state.slice(1)}**, conversation ${conversationId ?? 'not created yet'}`,
    '',
    `- began: ${startedAt}, last activity: ${lastActivityAt}`,
    `- turns: ${turns}, handed to a person: ${reasons.length > 0 ? reasons.join(', ') : 'no'}`,
    `- ended: ${endedAt ?? 'not told'}, resolution: ${resolution ?? 'not told'}`,
  ].join('\n');
}
