import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import { parsePayloadKeys, type PayloadKey } from './codec/payload-keys.js';
import { Secret } from './domain/secret.js';
import { InvalidInputError, type InputProblem } from './domain/invalid-input.js';
import { isGenesysHost, regionUrls } from './domain/genesys-hosts.js';

const text = z.string().trim().min(1, 'must not be blank').optional();
const secret = text.transform((value) => (value === undefined ? null : new Secret(value)));
/** Digits only: coercion would read a blank as 0, which for a limit means "none". */
const numberUpTo = (max: number, error: string) =>
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/, error)
    .transform(Number)
    .refine((value) => value <= max, error);
const port = numberUpTo(65_535, 'must be a port number, 0 to 65535')
  .refine(Number.isInteger, 'must be a port number, 0 to 65535')
  .optional();
const domainName = text.refine(
  (domain) => domain === undefined || /^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(domain),
  'must be the domain of a region, such as mypurecloud.de',
);
const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''))
  .optional();
/** Where the world reaches us: it is shown and recorded, so it holds nothing secret; paths are put behind it. */
const publicUrl = webUrl.refine((url) => url === undefined || isPublicUrl(url), {
  error: 'must be https (http only on this machine), without a name, a password, a query or a fragment',
});
const MIN_SECRET_BYTES = 16;
/** Short ones can be guessed from a single signed message, and `whsec_` before anything but base64 would be an empty key. */
const isSigningSecret = (item: string): boolean => {
  const encoded = /^whsec_(.*)$/s.exec(item)?.[1];
  const bytes = Buffer.from(encoded ?? item, encoded === undefined ? 'utf8' : 'base64');
  return bytes.length >= MIN_SECRET_BYTES && (encoded === undefined || bytes.toString('base64') === encoded);
};
const signingSecrets = z
  .string()
  .transform((list) => list.split(',').map((item) => item.trim()))
  .refine((items) => items.every(isSigningSecret), {
    error: `must be secrets of at least ${MIN_SECRET_BYTES} bytes (whsec_ and base64, or plain text), comma-separated`,
  })
  .transform((items) => items.map((item) => new Secret(item)))
  .default([]);
const sinkUrl = z
  .url({ protocol: /^(https?|file)$/, error: 'must be an https:, http: or file: URL' })
  .refine((url) => !/^file:(?!\/\/\/)/i.test(url), 'must be absolute: file:///directory/name.jsonl')
  .optional();

const payloadKeys = text.transform((value, context): readonly PayloadKey[] => {
  if (value === undefined) return [];
  try {
    return parsePayloadKeys(value);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    for (const { problem } of error.problems) context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  }
});
const origins = text
  .transform((value) => value?.split(',').map((origin) => origin.trim()) ?? [])
  .refine(
    (all) => all.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'must be web origins, such as https://temporal.example, separated by commas',
  );

/** Every variable that this program knows. `.env.example` is kept in step by a test. */
export const environmentSchema = z.object({
  TEMPORAL_ADDRESS: text,
  TEMPORAL_NAMESPACE: text,
  TEMPORAL_API_KEY: text,
  TEMPORAL_TLS: text,
  TEMPORAL_TLS_CLIENT_CERT_PATH: text,
  TEMPORAL_TLS_CLIENT_KEY_PATH: text,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: text,
  TEMPORAL_TLS_SERVER_NAME: text,
  GENESYS_REGION: domainName,
  GENESYS_BASE_URL: webUrl,
  GENESYS_LOGIN_URL: webUrl,
  GENESYS_CLIENT_ID: text,
  GENESYS_CLIENT_SECRET: secret,
  GENESYS_OAUTH_SCOPE: text,
  GENESYS_API_PROFILE: z.enum(['auto', 'documented', 'platform']).default('auto'),
  GENESYS_REQUESTS_PER_MINUTE: numberUpTo(
    100_000,
    'must be a number of requests up to 100000, or 0 for no limit',
  ).default(240),
  COACHING_URL: sinkUrl,
  COACHING_SECRET: secret,
  COACHING_AUTHORIZATION: secret,
  CRM_URL: sinkUrl,
  CRM_SECRET: secret,
  CRM_AUTHORIZATION: secret,
  INGRESS_PORT: port,
  INGRESS_HOST: text.default('127.0.0.1'),
  INGRESS_PUBLIC_URL: publicUrl,
  INGRESS_SECRETS: signingSecrets,
  INGRESS_BEARER: secret.refine(
    (bearer) => bearer === null || bearer.reveal().length >= MIN_SECRET_BYTES,
    `must have at least ${MIN_SECRET_BYTES} characters`,
  ),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  AUDIT_KEY: secret.refine(
    (key) => key === null || key.reveal().length >= 32,
    'must have at least 32 characters',
  ),
  PAYLOAD_KEYS: payloadKeys,
  CODEC_PORT: port,
  CODEC_HOST: text.default('127.0.0.1'),
  CODEC_TOKEN: secret,
  CODEC_ORIGIN: origins,
  HEALTH_PORT: port,
  METRICS_PORT: port,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

type Environment = z.output<typeof environmentSchema>;

export type GenesysConfig = {
  readonly baseUrl: string;
  readonly loginUrl: string;
  readonly credentials: {
    readonly clientId: string;
    readonly clientSecret: Secret;
    readonly scope: string | null;
  };
  /** Null: no limit of ours. */
  readonly requestsPerMinute: number | null;
  /** Whether it is on this machine, as the simulator is: no real customer speaks there. */
  readonly isLocal: boolean;
};

export type SinkConfig = {
  readonly url: string;
  readonly secret: Secret | null;
  readonly authorization: Secret | null;
};

export type IngressConfig = {
  /** Null: nothing listens. */
  readonly port: number | null;
  readonly host: string;
  /** Without a slash at the end. Null: nobody is told to send anything. */
  readonly publicUrl: string | null;
  /** Each of them is accepted; the first is the one that others are given. */
  readonly secrets: readonly Secret[];
  readonly bearer: Secret | null;
};

export type Config = {
  /** Temporal's own variables, as they are: `@temporalio/envconfig` reads them. */
  readonly temporal: Readonly<Record<string, string>>;
  /** Throws when it is asked for and something is missing: commands that never call Genesys need none of it. */
  readonly genesys: () => GenesysConfig;
  readonly sinks: {
    readonly coaching: SinkConfig | null;
    readonly crm: SinkConfig | null;
  };
  readonly ingress: IngressConfig;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly auditKey: Secret | null;
  /** The first encrypts payloads, all decrypt; empty: nothing is encrypted. */
  readonly payloadKeys: readonly PayloadKey[];
  readonly codecServer: {
    readonly port: number;
    readonly host: string;
    readonly token: Secret | null;
    readonly origins: readonly string[];
  } | null;
  readonly healthPort: number | null;
  readonly metricsPort: number | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
};

/** The process's environment, completed by a file `.env` in the working directory; variables that are set win over the file. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) loadEnvFile('.env');
  return process.env;
}

/**
 * The only place that knows the names of variables. An empty variable is one that is not set.
 * @throws {InvalidInputError} naming every variable that is wrong, without its value
 */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    throw new InvalidInputError(
      parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })),
    );
  }
  const env = parsed.data;
  return {
    temporal: Object.fromEntries(
      Object.entries(set).filter(([name]) => name.startsWith('TEMPORAL_')),
    ) as Record<string, string>,
    genesys: () => genesysConfig(env),
    sinks: {
      coaching: sinkConfig(env.COACHING_URL, env.COACHING_SECRET, env.COACHING_AUTHORIZATION),
      crm: sinkConfig(env.CRM_URL, env.CRM_SECRET, env.CRM_AUTHORIZATION),
    },
    ingress: ingressConfig(env),
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.DATA_DIR,
    auditKey: env.AUDIT_KEY,
    payloadKeys: env.PAYLOAD_KEYS,
    codecServer: codecServerConfig(env),
    healthPort: env.HEALTH_PORT ?? null,
    metricsPort: env.METRICS_PORT ?? null,
    logLevel: env.LOG_LEVEL,
  };
}

const sinkConfig = (
  url: string | undefined,
  signing: Secret | null,
  authorization: Secret | null,
): SinkConfig | null => (url ? { url, secret: signing, authorization } : null);

function genesysConfig(env: Environment): GenesysConfig {
  const urls = env.GENESYS_BASE_URL
    ? { baseUrl: env.GENESYS_BASE_URL, loginUrl: env.GENESYS_LOGIN_URL ?? env.GENESYS_BASE_URL }
    : env.GENESYS_REGION
      ? regionUrls(env.GENESYS_REGION)
      : null;
  const problems: InputProblem[] = [
    ...(urls
      ? hostProblems(urls, env.GENESYS_API_PROFILE)
      : [required('GENESYS_BASE_URL', ' (or GENESYS_REGION)')]),
    ...(env.GENESYS_CLIENT_ID ? [] : [required('GENESYS_CLIENT_ID')]),
    ...(env.GENESYS_CLIENT_SECRET ? [] : [required('GENESYS_CLIENT_SECRET')]),
  ];
  if (problems.length > 0 || !urls || !env.GENESYS_CLIENT_ID || !env.GENESYS_CLIENT_SECRET) {
    throw new InvalidInputError(problems);
  }
  return {
    ...urls,
    credentials: {
      clientId: env.GENESYS_CLIENT_ID,
      clientSecret: env.GENESYS_CLIENT_SECRET,
      scope: env.GENESYS_OAUTH_SCOPE ?? null,
    },
    requestsPerMinute: env.GENESYS_REQUESTS_PER_MINUTE === 0 ? null : env.GENESYS_REQUESTS_PER_MINUTE,
    isLocal: isLoopback(new URL(urls.baseUrl).hostname),
  };
}

function ingressConfig(env: Environment): IngressConfig {
  const {
    INGRESS_PORT: port,
    INGRESS_PUBLIC_URL: url,
    INGRESS_SECRETS: secrets,
    INGRESS_BEARER: bearer,
  } = env;
  if (url !== undefined && secrets.length === 0) {
    throw new InvalidInputError([required('INGRESS_SECRETS', ' with INGRESS_PUBLIC_URL: the first signs')]);
  }
  if (port !== undefined && secrets.length === 0 && bearer === null) {
    throw new InvalidInputError([required('INGRESS_SECRETS', ' (or INGRESS_BEARER) with INGRESS_PORT')]);
  }
  return { port: port ?? null, host: env.INGRESS_HOST, publicUrl: url ?? null, secrets, bearer };
}

/** Without a token whoever reaches the port could ask, so then it is this machine alone, and there only the UI's own pages. */
function codecServerConfig(env: Environment): Config['codecServer'] {
  const { CODEC_PORT: port, CODEC_HOST: host, CODEC_TOKEN: token, CODEC_ORIGIN: origins } = env;
  if (port === undefined) return null;
  if (token === null && host !== '::1' && !isLoopback(host)) {
    throw new InvalidInputError([required('CODEC_TOKEN', ' unless CODEC_HOST is this machine alone')]);
  }
  if (token === null && origins.length === 0) {
    throw new InvalidInputError([required('CODEC_ORIGIN', ' without CODEC_TOKEN')]);
  }
  return { port, host, token, origins };
}

const required = (field: string, or = ''): InputProblem => ({ field, problem: `is required${or}` });

function hostProblems(
  urls: { baseUrl: string; loginUrl: string },
  profile: Environment['GENESYS_API_PROFILE'],
): InputProblem[] {
  const { hostname } = new URL(urls.baseUrl);
  if (profile === 'platform' || (profile === 'auto' && isGenesysHost(hostname))) {
    return [
      {
        field: 'GENESYS_API_PROFILE',
        problem: `the platform profile, which ${hostname} speaks, is not there yet; only "documented" is`,
      },
    ];
  }
  return Object.entries(urls)
    .map(([name, url]) => ({ name, url: new URL(url) }))
    .filter(({ url }) => url.protocol !== 'https:' && !isLoopback(url.hostname))
    .map(({ name }) => ({
      field: name === 'baseUrl' ? 'GENESYS_BASE_URL' : 'GENESYS_LOGIN_URL',
      problem: 'must use https: it carries credentials (http only on this machine)',
    }));
}

function isPublicUrl(url: string): boolean {
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  return (
    (protocol === 'https:' || isLoopback(hostname)) &&
    [username, password, search, hash].every((part) => !part)
  );
}

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
