import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSimulatorControl, type SimulatorControl } from './simulator-control.js';
import { until } from './until.js';

const MAIN = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));

export type SimulatorProcess = {
  readonly url: string;
  readonly control: SimulatorControl;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  /** SIGKILL, and a new process with the same organisation on the same port and the same files. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  /** Where its sinks and its log are. */
  readonly dataDir: string;
  readonly seed: number;
  readonly conversations: number;
  readonly now: string;
  /** Absent: all media. */
  readonly media?: string;
  readonly faults: readonly object[];
};

type Started = { readonly child: ChildProcess; readonly said: string };

/** The simulator as `npm run simulator` starts it, in a process of its own. */
export async function startSimulatorProcess(options: Options): Promise<SimulatorProcess> {
  let current = await start(options, 0);
  const url = valueOf('GENESYS_BASE_URL', current.said);
  const control = createSimulatorControl(url);
  await control.setFaults(options.faults);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const exit = once(current.child, 'exit');
    if (current.child.exitCode === null && current.child.signalCode === null) {
      current.child.kill(signal);
      await exit;
    }
  };
  return {
    url,
    control,
    credentials: {
      clientId: valueOf('GENESYS_CLIENT_ID', current.said),
      clientSecret: valueOf('GENESYS_CLIENT_SECRET', current.said),
    },
    async killAndRestart() {
      await end('SIGKILL');
      current = await start({ ...options, now: timeOnDayOf(options.now) }, Number(new URL(url).port));
      await control.setFaults(options.faults);
    },
    stop: () => end('SIGTERM'),
  };
}

async function start({ dataDir, seed, conversations, now, media }: Options, port: number): Promise<Started> {
  const flags = { port, seed, conversations, now, data: dataDir, ...(media !== undefined && { media }) };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const logFile = join(dataDir, 'simulator.log');
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: ['ignore', log, log] });
  let said = '';
  const isReady = async () => {
    said = await readFile(logFile, 'utf8');
    if (child.exitCode !== null) throw new Error(`the simulator did not start: ${said}`);
    return said.includes('CRM_URL=');
  };
  await until(isReady, { what: 'the simulator', everyMs: 20, timeoutMs: 30_000 });
  return { child, said };
}

/** The real time: what is due must not have to come again. Never of another day, on which the organisation would be another. */
function timeOnDayOf(start: string): string {
  const [now, last] = [new Date().toISOString(), `${start.slice(0, 10)}T23:59:59.999Z`];
  return now < last ? now : last;
}

/** Its greeting names the variables as a shell would take them. */
function valueOf(name: string, said: string): string {
  const [, quoted, plain] = new RegExp(`${name}=(?:'([^']*)'|(\\S+))`).exec(said) ?? [];
  const value = quoted ?? plain;
  if (value === undefined) throw new Error(`the simulator did not tell its ${name}`);
  return value;
}
