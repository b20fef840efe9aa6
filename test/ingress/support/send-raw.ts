import { connect } from 'node:net';

/** Headers as they stand, repeated or malformed, in latin1; host and length are added. */
export type RawRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
};

export type RawAnswer = {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly headers: string;
  readonly body: string;
};

export function requestBytes({ method, path, headers, body }: RawRequest): Buffer {
  const all: (readonly [string, string])[] = [
    ['host', 'localhost'],
    ['connection', 'close'],
    ...headers,
    ...(method === 'GET' ? [] : [['content-length', String(body.length)] as const]),
  ];
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n`, 'latin1'), body]);
}

/** One request on a connection of its own, without a client that would mend or refuse it. Ends when the server closes. */
export function sendBytes(port: number, bytes: Buffer): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that has answered may well reset what is still being sent.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(readAnswer(Buffer.concat(chunks).toString('utf8'))));
  });
}

function readAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [, status = '0'] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? [];
  return { status: Number(status), headers: text.slice(0, end).toLowerCase(), body: text.slice(end + 4) };
}

export const sendRaw = (port: number, request: RawRequest): Promise<RawAnswer> =>
  sendBytes(port, requestBytes(request));
