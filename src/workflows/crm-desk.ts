import { CancellationScope, condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { HandoffUpdate, SessionUpdate } from '../domain/session-update.js';
import { DELIVERY, STORE_STEP } from './activity-options.js';
import { sendOutbox } from './send-outbox.js';

const { enqueueCrm, countDeliveries } = proxyLocalActivities<Activities>(STORE_STEP);
const { deliverCrm } = proxyActivities<Activities>({ ...DELIVERY, summary: 'send the outbox to the CRM' });

export type CrmOutcome = 'delivered' | 'failed' | 'noSink';

/** Tells the CRM in the background and in order: a CRM that is down keeps no session from hearing its next event. */
export type CrmDesk = {
  /** Resolves when the update is in the outbox. What the CRM knows already is not said again. */
  tell(update: SessionUpdate | HandoffUpdate): Promise<void>;
  /** How many updates were told, over all continuations. */
  told(): number;
  /** Waits until nothing is on its way any more. */
  settled(): Promise<CrmOutcome>;
};

/** `toldBefore` counts what earlier executions of the run have told. */
export function createCrmDesk(runId: string, toldBefore: number): CrmDesk {
  let hasSink = true;
  let told = toldBefore;
  let wanted = 0;
  let sent = 0;
  let bug: unknown = null;

  const drain = async () => {
    while (sent < wanted) {
      const upTo = wanted;
      await sendOutbox(runId, deliverCrm);
      sent = upTo;
    }
  };
  let isDraining = false;
  const kick = () => {
    if (isDraining) return;
    isDraining = true;
    // A session that is cancelled still finishes what it was telling: what has happened has happened.
    void CancellationScope.nonCancellable(drain)
      .catch((error: unknown) => {
        bug = error;
        sent = wanted;
      })
      .finally(() => {
        isDraining = false;
        // Something may have been told between the last look and the end.
        if (sent < wanted) kick();
      });
  };

  return {
    async tell(update) {
      told += 1;
      const { sinkConfigured } = await enqueueCrm({ runId, update, ordinal: told });
      hasSink = sinkConfigured;
      if (!sinkConfigured) return;
      wanted += 1;
      kick();
    },
    told: () => told,
    async settled() {
      await condition(() => !isDraining && sent === wanted);
      if (bug !== null) throw bug;
      if (!hasSink) return 'noSink';
      return (await countDeliveries({ runId })).failed > 0 ? 'failed' : 'delivered';
    },
  };
}
