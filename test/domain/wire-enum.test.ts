import { describe, expect, it } from 'vitest';
import { normalizeWireEnum } from '../../src/domain/wire-enum.js';

describe('normalizeWireEnum', () => {
  it.each([
    ['transport_failure', ['TRANSPORT_FAILURE', 'transportFailure', 'transport.failure']],
    ['no_answer_transfer', ['NO_ANSWER_TRANSFER', 'noAnswerTransfer', 'transfer.noanswer']],
    ['not_available_transfer', ['NOT_AVAILABLE_TRANSFER', 'notAvailableTransfer', 'transfer.notavailable']],
    ['conference_transfer', ['CONFERENCE_TRANSFER', 'conferenceTransfer', 'transfer.conference']],
    ['consult_transfer', ['CONSULT_TRANSFER', 'consultTransfer', 'transfer.consult']],
    ['forward_transfer', ['FORWARD_TRANSFER', 'forwardTransfer', 'transfer.forward']],
    ['client', ['CLIENT', 'client']],
    ['message', ['MESSAGE', 'message']],
  ])('reads %s in every spelling', (expected, spellings) => {
    expect(spellings.map(normalizeWireEnum)).toEqual(spellings.map(() => expected));
  });

  it('leaves alone what it has made', () => {
    expect(normalizeWireEnum('no_answer_transfer')).toBe('no_answer_transfer');
  });

  it('spells a word that it has never seen by the same rule', () => {
    expect(normalizeWireEnum('SESSION_EXPIRED')).toBe(normalizeWireEnum('sessionExpired'));
  });
});
