// Started by guarded-server.ts, one per local server. It ends the server when its own parent is gone, however that
// died: the kernel closes the channel between them. Plain JavaScript, because it lives as long as the server does and
// should not carry a TypeScript loader all that time.
import { spawn } from 'node:child_process';
import { openSync, rmSync, writeFileSync } from 'node:fs';

const gracefulEndMs = 5_000;

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let keep = false;

function stopServer() {
  if (server === undefined) return process.exit();
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), gracefulEndMs);
}

function tellParent(message, then = () => undefined) {
  if (process.connected) process.send(message, then);
  else then();
}

function startServer({ cli, args, logFile, recordFile, card }, lock) {
  // Collecting a quarter as often takes a fifth off the time of each step, for some 100 MB of memory.
  const env = { GOGC: '400', ...process.env };
  server = spawn(cli, args, { env, stdio: ['ignore', 'ignore', openSync(logFile, 'w', 0o600)] });
  const record = `${JSON.stringify({ ...card, pid: server.pid ?? 0 })}\n`;
  lock.on('connection', (socket) => socket.on('error', () => socket.destroy()).end(record));

  const end = (how) => {
    rmSync(recordFile, { force: true });
    tellParent({ ended: how }, () => process.exit());
  };
  server.once('error', (error) => end(error.message));
  server.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
  server.once('spawn', () => {
    writeFileSync(recordFile, record, { mode: 0o600 });
    tellParent({ pid: server.pid });
  });
}

process.on('message', (message, lock) => {
  if (message === 'stop') return stopServer();
  keep = message.keep;
  startServer(message, lock);
});
process.on('disconnect', () => {
  if (!keep) stopServer();
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stopServer);
