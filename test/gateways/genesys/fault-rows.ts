import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { closedUrl, listenHttp, listenTcp } from '../loopback-server.js';
import { selfSigned } from '../self-signed.js';

/* What can go wrong between a gateway and Genesys: the rows of the fault matrices, each full of what must never be seen. */

export const TOKEN = 'planted.Token-5f0c9a7e41';
export const CLIENT_SECRET = 'planted&Secret+8d1b7c22e0';
export const PHONE = '+49 30 901820-77';
export const PERSON = 'planted.person@example.org';

const json = JSON.stringify({
  message: `No ${PHONE} of ${PERSON} with ${TOKEN} and ${CLIENT_SECRET}`,
  code: 'some.code',
  status: 0,
  contextId: PHONE,
  details: [{ errorCode: 'x', fieldName: PHONE }],
  errors: [],
});
export const BODIES = {
  none: '',
  json,
  html: `<html>${TOKEN} ${PHONE}</html>`,
  'cut JSON': json.slice(0, 60),
} as const;

/** Status, failure type, and whether it is retried. */
export const API_VERDICTS: [number, string, boolean][] = [
  [301, 'UnexpectedResponse', false],
  [302, 'UnexpectedResponse', false],
  [400, 'InvalidRequest', false],
  [401, 'Unauthorized', false],
  [403, 'Forbidden', false],
  [404, 'NotFound', false],
  [405, 'InvalidRequest', false],
  [408, 'Unavailable', true],
  [409, 'Conflict', false],
  [412, 'ModelUnavailable', false],
  [413, 'InvalidRequest', false],
  [415, 'InvalidRequest', false],
  [422, 'InvalidRequest', false],
  [429, 'RateLimited', true],
  [500, 'Unavailable', true],
  [501, 'Unavailable', true],
  [502, 'Unavailable', true],
  [503, 'Unavailable', true],
  [504, 'Unavailable', true],
];

type Host = () => Promise<{ baseUrl: string; close?: () => Promise<void> }>;

const plain: Host = async () => {
  const { url, close } = await listenHttp((_request, response) => response.end(PERSON));
  return { baseUrl: url.replace('http:', 'https:'), close };
};

const unvouched: Host = async () => {
  const server = createServer(selfSigned(), (_request, response) => response.end(PERSON));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `https://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const tcp =
  (connected: Parameters<typeof listenTcp>[0], scheme = 'http'): Host =>
  async () => {
    const { url, close } = await listenTcp(connected);
    return { baseUrl: url.replace('http:', `${scheme}:`), close };
  };

const START = `HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"access_token":"${TOKEN}`;

export const NO_ANSWERS: { name: string; host: Host; sent: 'no' | 'unknown'; code: RegExp }[] = [
  { name: 'refused', host: async () => ({ baseUrl: await closedUrl() }), sent: 'no', code: /ECONNREFUSED/ },
  {
    name: 'no address in DNS',
    host: () => Promise.resolve({ baseUrl: 'https://planted.invalid' }),
    sent: 'no',
    code: /ENOTFOUND|EAI_AGAIN/,
  },
  { name: 'a certificate nobody vouches for', host: unvouched, sent: 'no', code: /SELF_SIGNED_CERT/ },
  { name: 'plain text where TLS is spoken', host: plain, sent: 'no', code: /WRONG_VERSION|EPROTO/ },
  {
    name: 'reset before the request left',
    host: tcp((socket) => void setImmediate(() => socket.resetAndDestroy()), 'https'),
    sent: 'unknown',
    code: /ECONNRESET|UND_ERR_SOCKET/,
  },
  {
    name: 'reset after the request left',
    host: tcp((socket) => void socket.once('data', () => socket.resetAndDestroy())),
    sent: 'unknown',
    code: /ECONNRESET|UND_ERR_SOCKET/,
  },
  {
    name: 'closed after the request left',
    host: tcp((socket) => void socket.once('data', () => socket.end())),
    sent: 'unknown',
    code: /UND_ERR_SOCKET|ECONNRESET/,
  },
  {
    name: 'closed in the middle of the body',
    host: tcp((socket) => void socket.once('data', () => socket.end(START))),
    sent: 'unknown',
    code: /UND_ERR_SOCKET|ECONNRESET/,
  },
  {
    name: 'time-out of the connection',
    host: tcp(() => undefined, 'https'),
    sent: 'no',
    code: /UND_ERR_CONNECT_TIMEOUT/,
  },
  {
    name: 'time-out of the headers',
    host: tcp(() => undefined),
    sent: 'unknown',
    code: /UND_ERR_HEADERS_TIMEOUT/,
  },
  {
    name: 'time-out of the body',
    host: tcp((socket) => void socket.once('data', () => socket.write(START))),
    sent: 'unknown',
    code: /UND_ERR_BODY_TIMEOUT/,
  },
  {
    name: 'another protocol',
    host: tcp((socket) => void socket.once('data', () => socket.end(`SSH-2.0-${PERSON}\r\n`))),
    sent: 'unknown',
    code: /HPE_|HTTPParserError/,
  },
];
