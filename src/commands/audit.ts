import { pipeline } from 'node:stream/promises';
import { EMPTY_HEAD, type AuditHead } from '../domain/audit-entry.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { CommandContext, CommandResult } from './context.js';
import { openOutputFile } from './output-file.js';

/** `audit verify [--head count:hash]`: exit 0 when the chain is whole, 1 when not, naming what was done to it. */
export async function auditVerify(
  context: CommandContext,
  { head }: { head?: string },
): Promise<CommandResult> {
  const claimed = head === undefined ? [] : [parseHead(head)];
  const verdict = await (await context.store()).audit.verify(claimed);
  for (const finding of verdict.findings) context.terminal.note(finding);
  context.terminal.print(JSON.stringify(verdict));
  return verdict.intact ? 0 : 1;
}

/** `audit export --out FILE`: the entries as JSON Lines, owner-only, and the head that they end with as the last line. */
export async function auditExport(context: CommandContext, { out }: { out: string }): Promise<CommandResult> {
  const { audit } = await context.store();
  async function* lines() {
    let head = EMPTY_HEAD;
    for await (const batch of audit.entries()) {
      yield batch.map(({ seq, hash, body }) => `{"seq":${seq},"hash":"${hash}","entry":${body}}\n`).join('');
      const last = batch.at(-1);
      if (last) head = { count: last.seq, hash: last.hash };
    }
    yield `${JSON.stringify({ head })}\n`;
    context.terminal.print(JSON.stringify({ file: out, head }));
  }
  await pipeline(lines, await openOutputFile(out));
  return 0;
}

function parseHead(text: string): AuditHead {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  if (!match) {
    throw new InvalidInputError([
      { field: '--head', problem: 'must be count:hash, as results and exports give it' },
    ]);
  }
  return { count: Number(match[1]), hash: String(match[2]) };
}
