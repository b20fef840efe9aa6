import type { FastifyInstance, FastifyReply } from 'fastify';
import { InvalidInputError } from '../domain/invalid-input.js';
import { parseJson } from './parse-json.js';
import type { InboxEntry, InboxWriter, IngressLog } from './ports.js';
import { readEvent } from './read-event.js';
import type { Verifier } from './verifier.js';
import { WEBHOOK_TOPICS } from './webhook-topics.js';

type Door = {
  readonly verify: Verifier;
  readonly inbox: InboxWriter;
  readonly now: () => Date;
  readonly log: IngressLog;
  readonly onReceived: (event: InboxEntry) => void;
};

export function addWebhookRoutes(app: FastifyInstance, { verify, inbox, now, log, onReceived }: Door): void {
  for (const [path, topic] of Object.entries(WEBHOOK_TOPICS)) {
    app.post<{ Body: Buffer | undefined }>(path, async (request, reply) => {
      const raw = request.body ?? Buffer.alloc(0);
      const proof = verify({ rawHeaders: request.raw.rawHeaders, body: raw });
      if (!proof) {
        log.warn({ path }, 'webhook refused: not signed by anybody known');
        return reply.code(401).send({ error: 'unauthorized' });
      }
      const body = parseJson(raw);
      if (body === undefined) return refuse(reply, [{ field: 'body', problem: 'is not JSON' }]);
      const entry = readOrProblems({ topic, body, raw, ...proof, receivedAt: now().toISOString() });
      if (entry instanceof InvalidInputError) return refuse(reply, entry.problems);
      return take(entry, reply);
    });
  }

  async function take(entry: InboxEntry, reply: FastifyReply): Promise<FastifyReply> {
    const outcome = await inbox.receive(entry).catch((error: unknown) => {
      // The database's own words may quote the row.
      log.error({ topic: entry.topic, error: nameOf(error) }, 'webhook not taken: the inbox failed');
      return 'failed' as const;
    });
    if (outcome === 'failed') return reply.code(503).send({ error: 'unavailable' });
    void reply.code(202).send({ status: 'accepted' });
    if (outcome === 'new') onReceived(entry);
    return reply;
  }
}

const refuse = (reply: FastifyReply, problems: InvalidInputError['problems']) =>
  reply.code(400).send({ error: 'badRequest', problems });

function readOrProblems(delivered: Parameters<typeof readEvent>[0]): InboxEntry | InvalidInputError {
  try {
    return readEvent(delivered);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
