import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import type { PayloadKey } from './codec/payload-keys.js';
import { isApiHost, isGenesysHost, isLoopback, regionUrls, REGIONS_TEXT } from './domain/genesys-hosts.js';
import { InvalidInputError, type InputProblem } from './domain/invalid-input.js';
import type { Secret } from './domain/secret.js';
import { environmentSchema, type Environment } from './environment/schema.js';
import { PROFILES, type Profile } from './gateways/genesys/profile.js';

export type GenesysConfig = {
  readonly baseUrl: string;
  readonly loginUrl: string;
  /** Which of its two APIs the host speaks. */
  readonly profile: Profile;
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
    ? { baseUrl: env.GENESYS_BASE_URL, loginUrl: env.GENESYS_LOGIN_URL ?? loginUrlOf(env.GENESYS_BASE_URL) }
    : env.GENESYS_REGION
      ? regionUrls(env.GENESYS_REGION)
      : null;
  const profile = urls && profileOf(urls.baseUrl, env.GENESYS_API_PROFILE);
  const problems: InputProblem[] = [
    ...(urls ? hostProblems(urls, profile) : [required('GENESYS_BASE_URL', ' (or GENESYS_REGION)')]),
    ...(env.GENESYS_CLIENT_ID ? [] : [required('GENESYS_CLIENT_ID')]),
    ...(env.GENESYS_CLIENT_SECRET ? [] : [required('GENESYS_CLIENT_SECRET')]),
  ];
  if (problems.length > 0 || !urls || !profile || !env.GENESYS_CLIENT_ID || !env.GENESYS_CLIENT_SECRET) {
    throw new InvalidInputError(problems);
  }
  return {
    ...urls,
    profile,
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

/** Genesys gives tokens at another host than its API; whoever stands in for it most often does both. */
function loginUrlOf(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  return isApiHost(hostname) ? regionUrls(hostname.replace(/^api\.|\.$/gi, '')).loginUrl : baseUrl;
}

const required = (field: string, or = ''): InputProblem => ({ field, problem: `is required${or}` });

/** Null for a profile that there is not. By itself only a host of Genesys is taken to speak the published API. */
function profileOf(baseUrl: string, wanted: string | undefined): Profile | null {
  if (wanted !== undefined && wanted !== 'auto') return PROFILES.find((known) => known === wanted) ?? null;
  return isGenesysHost(new URL(baseUrl).hostname) ? 'platform' : 'documented';
}

function hostProblems(urls: { baseUrl: string; loginUrl: string }, profile: Profile | null): InputProblem[] {
  const { hostname } = new URL(urls.baseUrl);
  if (profile === null)
    return [{ field: 'GENESYS_API_PROFILE', problem: `must be one of: auto, ${PROFILES.join(', ')}` }];
  if (profile === 'platform' && isGenesysHost(hostname) && !isApiHost(hostname)) {
    const problem = `${hostname} is the API of no region; set GENESYS_REGION to one of: ${REGIONS_TEXT}`;
    return [{ field: 'GENESYS_BASE_URL', problem }];
  }
  return Object.entries(urls)
    .map(([name, url]) => ({ name, url: new URL(url) }))
    .filter(({ url }) => url.protocol !== 'https:' && !isLoopback(url.hostname))
    .map(({ name }) => ({
      field: name === 'baseUrl' ? 'GENESYS_BASE_URL' : 'GENESYS_LOGIN_URL',
      problem: 'must use https: it carries credentials (http only on this machine)',
    }));
}
