#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import type { CommandContext, CommandResult } from './commands/context.js';
import { createContext } from './commands/create-context.js';
import type { DeliveriesOptions } from './commands/deliveries.js';
import type { ExportOptions } from './commands/export.js';
import type { PurgeOptions } from './commands/purge.js';
import type { ReportOptions } from './commands/report.js';
import type { RetryOptions } from './commands/retry-deliveries.js';
import type { SessionsOptions } from './commands/sessions.js';
import type { SetupOptions } from './commands/setup.js';
import type { StartOptions } from './commands/start.js';
import { START_EXAMPLES } from './commands/start-examples.js';
import { loadConfig, readEnvironment } from './config.js';
import { exitCodeOf, sentencesOf } from './wiring/exit-code.js';

/*
 * Commands, connections and the libraries behind them are loaded when a command needs them: a typo is answered in a third of
 * the time.
 */

type Run = (context: CommandContext) => Promise<CommandResult>;

/** Runs one command and turns whatever happens into an exit code. */
async function perform(run: Run): Promise<void> {
  try {
    const context = createContext(loadConfig(readEnvironment()));
    try {
      process.exitCode = await run(context);
    } finally {
      await context.close();
    }
  } catch (error) {
    process.stderr.write(`${sentencesOf(error).join('\n')}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

function createProgram(): Command {
  const program = new Command('client')
    .description('Start, follow and check durable Genesys Cloud processes')
    .exitOverride();
  program
    .command('start <process>')
    .description(`start a run (${Object.keys(START_EXAMPLES).join(', ')})`)
    .option('--input <file>', 'JSON input; - reads standard input')
    .option('--id <workflowId>', 'instead of the id that follows from the input')
    .option('--wait', 'wait for the end; the last line on stdout is one JSON object')
    .option('--dry-run', 'check the input and show the plan; nothing is called')
    .addHelpText('after', ['', 'The least that each takes:', ...startExamples()].join('\n'))
    .action((process: string, options: StartOptions) =>
      perform(async (context) => (await import('./commands/start.js')).start(context, process, options)),
    );
  program
    .command('status <workflowId>')
    .description('where a run is')
    .action((id: string) =>
      perform(async (context) => (await import('./commands/runs.js')).status(context, id)),
    );
  program
    .command('result <workflowId>')
    .description('the result of a run, from Temporal or from the store')
    .action((id: string) =>
      perform(async (context) => (await import('./commands/runs.js')).result(context, id)),
    );
  program
    .command('cancel <workflowId>')
    .description('stop a run at its next step')
    .action((id: string) =>
      perform(async (context) => (await import('./commands/runs.js')).cancel(context, id)),
    );
  program
    .command('list')
    .description('the latest runs')
    .action(() => perform(async (context) => (await import('./commands/runs.js')).list(context)));
  addSessionCommands(program);
  program
    .command('setup')
    .description('create what has to exist once: search attributes, schema, webhooks')
    .option('--dry-run', 'only say what would be created')
    .option(
      '--model <id>',
      'also the webhook of a model of speech analytics; its form has no secret, so it calls us with INGRESS_BEARER, and what it leads to goes out signed',
    )
    .action((options: SetupOptions) =>
      perform(async (context) => (await import('./commands/setup.js')).setup(context, options)),
    );
  program
    .command('doctor')
    .description('check everything and say what to fix')
    .action(() => perform(async (context) => (await import('./commands/doctor.js')).doctor(context)));
  program
    .command('export <workflowId>')
    .description("a run's rows and summary")
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl']).default('jsonl'))
    .option('--out <file>', 'instead of stdout')
    .action((id: string, options: ExportOptions) =>
      perform(async (context) => (await import('./commands/export.js')).exportRun(context, id, options)),
    );
  program
    .command('report <workflowId>')
    .description('what a run found, as one HTML file to read, print and pass on')
    .requiredOption('--out <file>')
    .option('--time-zone <zone>', 'in which days begin and times are given, such as Europe/Berlin', 'UTC')
    .action((id: string, options: ReportOptions) =>
      perform(async (context) => (await import('./commands/report.js')).report(context, id, options)),
    );
  const audit = program.command('audit').description('the audit chain');
  audit
    .command('verify')
    .description('name every entry that was changed, removed, swapped, inserted or cut off')
    .option('--head <count:hash>', 'a head that a result or an export gave, to notice a cut-off end')
    .action((options: { head?: string }) =>
      perform(async (context) => (await import('./commands/audit.js')).auditVerify(context, options)),
    );
  audit
    .command('export')
    .description('the entries as JSON Lines')
    .requiredOption('--out <file>')
    .action((options: { out: string }) =>
      perform(async (context) => (await import('./commands/audit.js')).auditExport(context, options)),
    );
  addDeliveryCommands(program);
  program
    .command('purge')
    .description('erase texts of insights, and leave an entry in the audit')
    .option('--before <date>', 'of runs that started before it')
    .option('--conversation <id>', 'of one conversation')
    .option('--dry-run', 'only say how much there is')
    .action((options: PurgeOptions) =>
      perform(async (context) => (await import('./commands/purge.js')).purge(context, options)),
    );
  return program;
}

const startExamples = (): string[] =>
  Object.entries(START_EXAMPLES).flatMap(([process, lines]) =>
    lines.map((line, index) => `  ${(index === 0 ? process : '').padEnd(10)} ${line}`),
  );

function addSessionCommands(program: Command): void {
  program
    .command('turn <session>')
    .description('a message of the customer, by session key or workflow id')
    .requiredOption('--text <text>', '- reads standard input, so that it stands in no shell history')
    .option('--turn-id <id>', 'said again under the same id, it is the same turn')
    .action((session: string, options: { text: string; turnId?: string }) =>
      perform(async (context) => (await import('./commands/turn.js')).turn(context, session, options)),
    );
  program
    .command('handoff <session>')
    .description('ask for a person to take over')
    .option('--queue <id>', "instead of the session's own fallback queue")
    .action((session: string, options: { queue?: string }) =>
      perform(async (context) => (await import('./commands/turn.js')).handoff(context, session, options)),
    );
  program
    .command('sessions')
    .description('live sessions, and how the others ended')
    .option('--since <duration>', 'how far back the rates go', '7d')
    .option('--json', 'JSON Lines: the live ones, then the rates')
    .action((options: SessionsOptions) =>
      perform(async (context) => (await import('./commands/sessions.js')).sessions(context, options)),
    );
}

function addDeliveryCommands(program: Command): void {
  const deliveries = program
    .command('deliveries')
    .description('what a sink refused or could not take')
    .option('--failed', 'list them, the latest attempt first')
    .option('--json', 'JSON Lines, with keys and in full')
    .action((options: DeliveriesOptions) =>
      perform(async (context) => (await import('./commands/deliveries.js')).deliveries(context, options)),
    );
  deliveries
    .command('retry')
    .description('send failed deliveries again, each under the key that it had')
    .addOption(new Option('--sink <sink>', 'instead of every sink').choices(['coaching', 'crm']))
    .option('--key <key>', 'one delivery')
    .option('--wait', 'wait for the end; the last line on stdout is one JSON object')
    .action((options: RetryOptions) =>
      perform(async (context) =>
        (await import('./commands/retry-deliveries.js')).retryDeliveries(context, options),
      ),
    );
}

// Whoever reads the output may have seen enough (`| head`): that is no error, and nothing is left to be done for it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
