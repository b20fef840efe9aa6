import { z } from 'zod';

const greetingSchema = z.object({
  product: z.literal('durable-genesys'),
  dataDir: z.string(),
  state: z.enum(['starting', 'ready', 'closing']),
  host: z.string(),
  port: z.number().int(),
  pid: z.number().int(),
});

/**
 * What the owner of a data directory tells everybody who connects to its lock port. `dataDir` is the hash of
 * the path, so that a stranger learns no path from a process that is still starting; `host` is the directory of the Unix socket.
 */
export type Greeting = z.infer<typeof greetingSchema>;

export const greetingLine = (greeting: Greeting): string => `${JSON.stringify(greeting)}\n`;

/** `null` for anything that another program might say. */
export const greetingFrom = (line: string): Greeting | null => {
  try {
    return greetingSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};
