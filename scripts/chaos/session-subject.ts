import { createGenesysGateway } from '../../src/gateways/genesys/index.js';
import { Secret } from '../../src/domain/secret.js';
import type { ChaosSubject, Scene } from './chaos-subject.js';
import { acceptCourse, conductSession } from './conduct-session.js';
import { SESSION_SCRIPT, sessionCourses } from './session-courses.js';
import { sessionEvidence } from './session-evidence.js';

export const sessionSubject: ChaosSubject = {
  profiles: ['documented'],
  conversations: 40,
  routes: [
    'POST /api/v2/conversations',
    'POST /api/v2/conversations/message/evaluate',
    'POST /api/v2/analytics/conversations/details/query',
  ],
  sink: 'crm',
  // Sessions are begun, events come in, entries are written: together over the whole of the run.
  rowCount: `select (select count(*) from session) + (select count(*) from inbox)
    + (select count(*) from audit_entry) as count`,
  /** What is slow is the answer, so that there are conversations and effects that a kill keeps from being heard of. */
  slowness: [
    { where: 'create', what: { kind: 'slowHeaders', ms: 80 } },
    { where: 'evaluate', what: { kind: 'latency', ms: 20, jitterMs: 40 } },
    { where: 'query', what: { kind: 'latency', ms: 20, jitterMs: 40 } },
    { where: 'crm', what: { kind: 'slowHeaders', ms: 20 } },
  ],
  troubles: {},
  async prepare(scene) {
    await scene.control.setScript(SESSION_SCRIPT);
    await registerWebhook(scene);
  },
  async perform(scene) {
    const conducted = await Promise.all(
      sessionCourses(scene.conversations).map(
        async (course) => [course.label, await conductSession(scene, course)] as const,
      ),
    );
    return {
      outcomes: new Map(conducted.map(([label, { outcome }]) => [label, outcome])),
      answers: new Map(conducted.map(([label, { answers }]) => [label, answers])),
      longestStallMs: null,
    };
  },
  async abandon(scene) {
    const { workflow } = scene.client.client;
    await Promise.allSettled(
      sessionCourses(scene.conversations).map((course) =>
        workflow
          .getHandle(acceptCourse(scene, course).workflowId)
          .terminate('the rehearsal goes on without it'),
      ),
    );
  },
  collect: sessionEvidence,
  doubtAbout({ rows, effects, result }, conversations) {
    const { slots } = result as { slots: number };
    if (rows.size !== conversations) return `it had ${rows.size} sessions`;
    if (slots > 0) return `${slots} slots are left`;
    const unsettled = [...rows.values()].filter((row) => !isSettledOnce(row)).length;
    if (unsettled > 0) return `${unsettled} sessions are not settled with one conversation`;
    return effects.size > 0 ? null : 'it delivered nothing';
  },
};

function isSettledOnce(row: unknown): boolean {
  const { conversations, result } = row as { conversations: number; result: { state?: string } | null };
  return conversations === 1 && result?.state === 'settled';
}

async function registerWebhook({ genesys: { baseUrl, credentials }, ingress }: Scene): Promise<void> {
  const { clientId, clientSecret } = credentials;
  const secret = new Secret(clientSecret);
  const gateway = createGenesysGateway({
    profile: 'documented',
    baseUrl,
    loginUrl: baseUrl,
    credentials: { clientId, clientSecret: secret, scope: null },
  });
  const url = `${ingress.url}/webhook/conversation-ended`;
  await gateway.webhooks
    .registerConversationEnded({ name: 'rehearsal', url, secret: ingress.secret })
    .finally(() => gateway.close());
}
