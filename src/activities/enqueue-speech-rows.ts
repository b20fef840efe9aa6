import { cancellationSignal } from '@temporalio/activity';
import { csatOfPart, speechCoachingRow, type PushRows } from '../domain/speech-coaching.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { CsatStore } from '../store/csat.js';
import type { DeliveryStore, WantedDelivery } from '../store/deliveries.js';
import type { StoredConversation } from '../store/surveyed-conversations.js';
import type { SurveyedRun } from '../store/walk-surveyed.js';
import { contentDigest } from './content-digest.js';

type Deps = {
  readonly sinks: { readonly coaching: Sink | null };
  readonly csat: Pick<CsatStore, 'conversations'>;
  readonly deliveries: Pick<DeliveryStore, 'enqueue'>;
};

export type EnqueueSpeechRowsInput = {
  readonly runId: string;
  readonly plan: SurveyedRun['plan'];
  readonly push: Exclude<PushRows, 'none'>;
};

/** `qualified` rows call for a push; without a sink none is put into the outbox. */
export type EnqueuedSpeechRows = { readonly qualified: number; readonly sinkConfigured: boolean };

/** Safe to repeat: the outbox takes each content of a row once. A later answer makes it another content of the same row. */
export const createEnqueueSpeechRows = ({ sinks, csat, deliveries }: Deps) =>
  async function enqueueSpeechRows({
    runId,
    plan,
    push,
  }: EnqueueSpeechRowsInput): Promise<EnqueuedSpeechRows> {
    let qualified = 0;
    for await (const some of csat.conversations({ runId, plan })) {
      cancellationSignal().throwIfAborted();
      const wanted = some.flatMap((conversation) => wantedDeliveries(conversation, push));
      if (sinks.coaching && wanted.length > 0) await deliveries.enqueue(runId, 'coaching', wanted);
      qualified += wanted.length;
    }
    return { qualified, sinkConfigured: sinks.coaching !== null };
  };

function wantedDeliveries(
  { conversationId, speech, survey }: StoredConversation,
  push: EnqueueSpeechRowsInput['push'],
): WantedDelivery[] {
  return speech.flatMap((part, index) => {
    const csat = csatOfPart(survey, { agentId: part.agentId, parts: speech.length });
    const row = speechCoachingRow({ ...part, conversationId, key: '' }, csat);
    if (push === 'answered' && row.csat === null) return [];
    const subject = `speech/${conversationId}/${part.agentId ?? `part ${index + 1}`}`;
    return [{ subject, digest: contentDigest(row), body: JSON.stringify(row) }];
  });
}
