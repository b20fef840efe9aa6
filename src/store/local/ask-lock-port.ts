import { connect } from 'node:net';
import { greetingFrom, type Greeting } from './greeting.js';

export type LockAnswer =
  | { readonly kind: 'owner'; readonly greeting: Greeting }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'hungUp' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'foreign' };

type AskOptions = { readonly port: number; readonly silenceMs: number };

const LONGEST_GREETING_BYTES = 4096;

/**
 * Asks who holds a lock port. `hungUp` is a connection that ended without a word, as the one to an owner that was
 * killed just then. Speaking first makes servers that wait for a request (HTTP above all) betray themselves at once.
 */
export const askLockPort = ({ port, silenceMs }: AskOptions): Promise<LockAnswer> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect({ host: '127.0.0.1', port });
    const answer = (found: LockAnswer): void => {
      socket.destroy();
      resolve(found);
    };
    const judge = (): void => {
      const greeting = greetingFrom(heard);
      if (greeting) answer({ kind: 'owner', greeting });
      else answer({ kind: heard === '' ? 'hungUp' : 'foreign' });
    };
    socket.setTimeout(silenceMs, () => answer({ kind: 'silent' }));
    socket.setEncoding('utf8');
    socket.once('connect', () => socket.write('who owns this port?\r\n\r\n'));
    socket.on('data', (text: string) => {
      heard += text;
      if (heard.endsWith('\n') || heard.length > LONGEST_GREETING_BYTES) judge();
    });
    socket.once('end', judge);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') answer({ kind: 'nobody' });
      else judge();
    });
  });
