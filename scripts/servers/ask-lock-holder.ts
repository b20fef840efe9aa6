import { connect } from 'node:net';
import { z } from 'zod';

const holderSchema = z.object({
  key: z.string(),
  pid: z.number(),
  address: z.string().optional(),
  uiUrl: z.string().nullish(),
});

/** What the owner of a lock says of itself; the addresses once it serves something. */
export type LockHolder = z.infer<typeof holderSchema>;

const answerWithinMs = 2_000;
const longestAnswer = 10_000;

/** Undefined when it is not the answer of a holder of that key. */
export function parseLockHolder(answer: string, key: string): LockHolder | undefined {
  try {
    const holder = holderSchema.safeParse(JSON.parse(answer));
    return holder.success && holder.data.key === key ? holder.data : undefined;
  } catch {
    return undefined;
  }
}

/** Who holds that lock at that port; undefined when nobody does, or somebody who knows nothing of this key. */
export function askLockHolder({ port, key }: { port: number; key: string }): Promise<LockHolder | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setEncoding('utf8').setTimeout(answerWithinMs);
    socket.on('timeout', () => socket.destroy()).on('error', () => socket.destroy());
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.length > longestAnswer) socket.destroy();
    });
    socket.on('close', () => resolve(parseLockHolder(answer, key)));
  });
}
