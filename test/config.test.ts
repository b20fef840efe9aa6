import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, readEnvironment } from '../src/config.js';
import { environmentSchema } from '../src/environment/schema.js';
import { InvalidInputError, type InputProblem } from '../src/domain/invalid-input.js';
import { keyText } from './codec/key-text.js';
import { facesOf } from './gateways/faces-of.js';

const AUDIT_KEY = '0123456789abcdef0123456789abcdef';
const PLANTED_KEY = Buffer.from('planted key of exactly 32 bytes.').toString('base64');
const WHSEC = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3';
const credentials = { GENESYS_CLIENT_ID: 'client', GENESYS_CLIENT_SECRET: 'planted-secret' };
const genesys = { ...credentials, GENESYS_BASE_URL: 'https://genesys.example' };

function refusalOf(action: () => unknown): InvalidInputError {
  try {
    action();
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('expected a refusal, and there was none');
}

const problemsOf = (environment: Record<string, string>): readonly InputProblem[] =>
  refusalOf(() => loadConfig(environment)).problems;

const genesysProblemsOf = (environment: Record<string, string>): readonly InputProblem[] =>
  refusalOf(() => loadConfig(environment).genesys()).problems;

const problem = (field: string, says: RegExp) => ({ field, problem: expect.stringMatching(says) as string });

describe('an environment', () => {
  it('that is empty gives the defaults', () => {
    expect({ ...loadConfig({}), genesys: null }).toStrictEqual({
      temporal: {},
      genesys: null,
      sinks: { coaching: null, crm: null },
      ingress: { port: null, host: '127.0.0.1', publicUrl: null, secrets: [], bearer: null },
      databaseUrl: null,
      dataDir: '.data',
      auditKey: null,
      payloadKeys: [],
      codecServer: null,
      healthPort: null,
      metricsPort: null,
      logLevel: 'info',
    });
  });

  it('that is full is read in full', () => {
    const config = loadConfig({
      ...genesys,
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
      TEMPORAL_NAMESPACE: 'calls',
      GENESYS_LOGIN_URL: 'https://login.genesys.example/',
      GENESYS_OAUTH_SCOPE: 'analytics:readonly conversations',
      GENESYS_REQUESTS_PER_MINUTE: '120',
      COACHING_URL: 'https://coaching.example/v1?a=b',
      COACHING_SECRET: 'whsec_abc',
      COACHING_AUTHORIZATION: 'Bearer abc',
      CRM_URL: 'file:///var/spool/crm.jsonl',
      CRM_SECRET: 'whsec_def',
      CRM_AUTHORIZATION: 'Bearer def',
      INGRESS_PORT: '8443',
      INGRESS_HOST: '0.0.0.0',
      INGRESS_PUBLIC_URL: 'https://hooks.example/genesys/',
      INGRESS_SECRETS: `${WHSEC}, second-secret-of-16`,
      INGRESS_BEARER: 'bearer-of-16-characters',
      DATABASE_URL: 'postgresql://user:p%40ss@db.example:5432/calls?sslmode=require',
      DATA_DIR: 'elsewhere',
      AUDIT_KEY,
      HEALTH_PORT: '0',
      LOG_LEVEL: 'debug',
      SOMETHING_ELSE: 'ignored',
    });
    expect(config).toMatchObject({
      temporal: { TEMPORAL_ADDRESS: '127.0.0.1:7233', TEMPORAL_NAMESPACE: 'calls' },
      sinks: { coaching: { url: 'https://coaching.example/v1?a=b' } },
      databaseUrl: 'postgresql://user:p%40ss@db.example:5432/calls?sslmode=require',
      dataDir: 'elsewhere',
      healthPort: 0,
      logLevel: 'debug',
    });
    expect(config.auditKey?.reveal()).toBe(AUDIT_KEY);
    expect(config.sinks.coaching?.secret?.reveal()).toBe('whsec_abc');
    expect(config.sinks.coaching?.authorization?.reveal()).toBe('Bearer abc');
    expect(config.sinks.crm?.url).toBe('file:///var/spool/crm.jsonl');
    expect(config.sinks.crm?.secret?.reveal()).toBe('whsec_def');
    expect(config.sinks.crm?.authorization?.reveal()).toBe('Bearer def');
    const { secrets, bearer, ...ingress } = config.ingress;
    expect(ingress).toEqual({ port: 8443, host: '0.0.0.0', publicUrl: 'https://hooks.example/genesys' });
    expect(secrets.map((secret) => secret.reveal())).toEqual([WHSEC, 'second-secret-of-16']);
    expect(bearer?.reveal()).toBe('bearer-of-16-characters');
    const { credentials: held, ...rest } = config.genesys();
    expect(rest).toEqual({
      baseUrl: 'https://genesys.example',
      loginUrl: 'https://login.genesys.example',
      profile: 'documented',
      requestsPerMinute: 120,
      isLocal: false,
    });
    expect(held).toMatchObject({ clientId: 'client', scope: 'analytics:readonly conversations' });
    expect(held.clientSecret.reveal()).toBe('planted-secret');
  });

  it('in which every variable is empty is an empty environment', () => {
    const empty = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']));
    expect({ ...loadConfig(empty), genesys: null }).toStrictEqual({ ...loadConfig({}), genesys: null });
    expect(genesysProblemsOf(empty)).toEqual(genesysProblemsOf({}));
  });

  it.each([
    ['GENESYS_BASE_URL', 'genesys.example', /http\(s\) URL/],
    ['GENESYS_BASE_URL', 'ftp://genesys.example', /http\(s\) URL/],
    ['GENESYS_LOGIN_URL', 'file:///etc/passwd', /http\(s\) URL/],
    [
      'GENESYS_REGION',
      'us_genesyscloud_com',
      /no region of Genesys Cloud; there are us_east_1 \(mypurecloud\.com\), /,
    ],
    ['GENESYS_REGION', 'us.genesyscloud.com', /no region/],
    ['GENESYS_REGION', 'https://api.mypurecloud.de', /no region/],
    ['GENESYS_REGION', 'mypurecloud.de/x', /no region/],
    ['GENESYS_REQUESTS_PER_MINUTE', 'many', /number of requests/],
    ['GENESYS_REQUESTS_PER_MINUTE', '-1', /number of requests/],
    ['GENESYS_REQUESTS_PER_MINUTE', ' ', /number of requests/],
    ['GENESYS_REQUESTS_PER_MINUTE', '100001', /number of requests/],
    ['GENESYS_REQUESTS_PER_MINUTE', '0x10', /number of requests/],
    ['COACHING_URL', 'coaching.example', /https:, http: or file: URL/],
    ['COACHING_URL', 'ftp://coaching.example', /https:, http: or file: URL/],
    ['COACHING_URL', 'file://coaching.jsonl', /absolute: file:\/\/\/directory/],
    ['COACHING_URL', 'file:coaching.jsonl', /absolute: file:\/\/\/directory/],
    ['COACHING_SECRET', '  ', /blank/],
    ['CRM_URL', 'ftp://crm.example', /https:, http: or file: URL/],
    ['CRM_SECRET', ' ', /blank/],
    ['INGRESS_PORT', '65536', /port number, 0 to 65535/],
    ['INGRESS_PUBLIC_URL', 'hooks.example', /http\(s\) URL/],
    ['INGRESS_PUBLIC_URL', 'http://hooks.example', /must be https \(http only on this machine\)/],
    ['INGRESS_PUBLIC_URL', 'https://me@hooks.example', /without a name, a password, a query or a fragment/],
    ['INGRESS_PUBLIC_URL', 'https://:pass@hooks.example', /without a name, a password/],
    ['INGRESS_PUBLIC_URL', 'https://hooks.example?key=1', /without a name, a password, a query/],
    ['INGRESS_PUBLIC_URL', 'https://hooks.example#a', /or a fragment/],
    ['INGRESS_SECRETS', 'webhook-secret', /secrets of at least 16 bytes/],
    ['INGRESS_SECRETS', `${WHSEC},`, /secrets of at least 16 bytes/],
    ['INGRESS_SECRETS', `${WHSEC},webhook-secret`, /comma-separated/],
    ['INGRESS_SECRETS', 'whsec_MDEyMzQ1Njc4OWFi', /secrets of at least 16 bytes/],
    ['INGRESS_SECRETS', 'whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!', /whsec_ and base64/],
    ['INGRESS_SECRETS', `${WHSEC}=`, /whsec_ and base64/],
    ['INGRESS_BEARER', 'too-short', /at least 16 characters/],
    ['DATABASE_URL', 'mysql://db.example/calls', /postgres:\/\/ URL/],
    ['DATABASE_URL', 'db.example', /postgres:\/\/ URL/],
    ['AUDIT_KEY', AUDIT_KEY.slice(1), /at least 32 characters/],
    ['AUDIT_KEY', `   ${AUDIT_KEY.slice(1)}   `, /at least 32 characters/],
    ['PAYLOAD_KEYS', 'k1:short', /^key 1 must be 32 bytes in base64/],
    ['CODEC_PORT', 'http', /port number/],
    ['CODEC_TOKEN', ' ', /blank/],
    ['CODEC_ORIGIN', 'temporal.example', /web origins/],
    ['CODEC_ORIGIN', 'https://temporal.example/', /web origins/],
    ['CODEC_ORIGIN', 'https://temporal.example,', /web origins/],
    ['CODEC_ORIGIN', '*', /web origins/],
    ['HEALTH_PORT', '65536', /port number, 0 to 65535/],
    ['HEALTH_PORT', '-1', /port number/],
    ['HEALTH_PORT', '80.5', /port number/],
    ['HEALTH_PORT', 'http', /port number/],
    ['HEALTH_PORT', ' ', /port number/],
    ['LOG_LEVEL', 'loud', /"debug"\|"info"\|"warn"\|"error"/],
  ])('with %s=%j is refused by that name', (name, value, says) => {
    expect(problemsOf({ [name]: value })).toEqual([problem(name, says)]);
  });

  it.each([
    ['DATABASE_URL', 'postgres:///calls?host=/run/postgresql'],
    ['COACHING_URL', 'file:///var/spool/coaching.jsonl'],
    ['COACHING_URL', 'http://127.0.0.1:8080/updates'],
    ['AUDIT_KEY', AUDIT_KEY],
    ['HEALTH_PORT', '65535'],
    ['GENESYS_REQUESTS_PER_MINUTE', '0.5'],
    ['GENESYS_REGION', 'use2.us-gov-pure.cloud'],
  ])('with %s=%j is accepted', (name, value) => {
    expect(() => loadConfig({ [name]: value })).not.toThrow();
  });

  it.each([
    [{ INGRESS_PORT: '0' }, /is required \(or INGRESS_BEARER\) with INGRESS_PORT/],
    [{ INGRESS_PUBLIC_URL: 'https://hooks.example' }, /is required with INGRESS_PUBLIC_URL: the first signs/],
    [
      { INGRESS_PUBLIC_URL: 'https://hooks.example', INGRESS_BEARER: 'bearer-of-16-characters' },
      /is required with INGRESS_PUBLIC_URL/,
    ],
  ])('with %j lets nobody in unsigned: INGRESS_SECRETS is asked for', (environment, says) => {
    expect(problemsOf(environment as Record<string, string>)).toEqual([problem('INGRESS_SECRETS', says)]);
  });

  it.each([
    { INGRESS_PORT: '0', INGRESS_BEARER: 'bearer-of-16-characters' },
    { INGRESS_PORT: '0', INGRESS_SECRETS: 'first-secret-of-16' },
    { INGRESS_PUBLIC_URL: 'http://127.0.0.1:9000', INGRESS_SECRETS: WHSEC },
  ])('with %j is accepted together', (environment) => {
    expect(() => loadConfig(environment as Record<string, string>)).not.toThrow();
  });

  it('says all problems together, and none of the values', () => {
    const environment = {
      GENESYS_BASE_URL: 'planted://base',
      GENESYS_LOGIN_URL: 'planted-login',
      GENESYS_REGION: 'planted region',
      GENESYS_REQUESTS_PER_MINUTE: 'planted-rate',
      COACHING_URL: 'planted://sink',
      INGRESS_PUBLIC_URL: 'https://planted:planted@hooks.example',
      INGRESS_SECRETS: 'planted',
      INGRESS_BEARER: 'planted',
      DATABASE_URL: 'planted://user:planted@db',
      AUDIT_KEY: 'planted-key',
      PAYLOAD_KEYS: 'planted-payload-key',
      CODEC_PORT: 'planted-port',
      CODEC_ORIGIN: 'planted-origin',
      HEALTH_PORT: 'planted-port',
      LOG_LEVEL: 'planted-level',
    };
    const error = refusalOf(() => loadConfig(environment));
    expect(error.problems.map(({ field }) => field).sort()).toEqual(Object.keys(environment).sort());
    expect(facesOf(error)).not.toContain('planted');
  });

  it('shows no secret when its configuration is printed', () => {
    const config = loadConfig({
      ...genesys,
      AUDIT_KEY: `planted-${AUDIT_KEY}`,
      PAYLOAD_KEYS: `k1:${PLANTED_KEY}`,
      CODEC_PORT: '0',
      CODEC_TOKEN: 'planted-token',
      COACHING_URL: 'https://coaching.example',
      COACHING_SECRET: 'planted-signing',
      COACHING_AUTHORIZATION: 'Bearer planted',
      INGRESS_SECRETS: 'planted-secret-one,planted-secret-two',
      INGRESS_BEARER: 'planted-bearer-token',
    });
    expect(facesOf(config)).not.toContain('planted');
    expect(facesOf(config)).not.toContain(PLANTED_KEY);
    expect(facesOf(config.genesys())).not.toContain('planted');
  });

  it('gives Temporal its own variables and no others', () => {
    const { temporal } = loadConfig({ ...genesys, TEMPORAL_TLS: 'true', TEMPORAL_API_KEY: '', PATH: '/bin' });
    expect(temporal).toEqual({ TEMPORAL_TLS: 'true' });
  });
});

describe('the way to Genesys', () => {
  it('is asked for only by who calls Genesys, and then by every name', () => {
    const config = loadConfig({});
    expect(refusalOf(() => config.genesys()).problems).toEqual([
      problem('GENESYS_BASE_URL', /is required \(or GENESYS_REGION\)/),
      problem('GENESYS_CLIENT_ID', /is required/),
      problem('GENESYS_CLIENT_SECRET', /is required/),
    ]);
  });

  it.each([
    { name: 'the domain of a region', set: { GENESYS_REGION: 'mypurecloud.de' }, domain: 'mypurecloud.de' },
    { name: 'the name of a region', set: { GENESYS_REGION: 'eu_central_1' }, domain: 'mypurecloud.de' },
    { name: "the cloud's name of it", set: { GENESYS_REGION: 'EU-West-2' }, domain: 'euw2.pure.cloud' },
    {
      name: 'an address',
      set: { GENESYS_BASE_URL: 'https://api.usw2.pure.cloud' },
      domain: 'usw2.pure.cloud',
    },
  ])(
    'to Genesys Cloud, by $name, is that of the published API, with its own host for tokens',
    ({ set, domain }) => {
      expect(loadConfig({ ...credentials, ...set }).genesys()).toMatchObject({
        profile: 'platform',
        baseUrl: `https://api.${domain}`,
        loginUrl: `https://login.${domain}`,
      });
    },
  );

  it.each(['https://api.us.genesyscloud.com', 'https://api.new1.pure.cloud', 'https://login.mypurecloud.de'])(
    'to %s, which is the API of no region, is refused with all that there are',
    (baseUrl) => {
      expect(genesysProblemsOf({ ...credentials, GENESYS_BASE_URL: baseUrl })).toEqual([
        problem(
          'GENESYS_BASE_URL',
          /is the API of no region; .*us_east_1 \(mypurecloud\.com\), .*\(apne3\.pure\.cloud\)$/,
        ),
      ]);
    },
  );

  it('speaks the documents to any other host, unless it is told otherwise', () => {
    expect(loadConfig(genesys).genesys().profile).toBe('documented');
    expect(loadConfig({ ...genesys, GENESYS_API_PROFILE: 'platform' }).genesys().profile).toBe('platform');
    expect(loadConfig({ ...genesys, GENESYS_API_PROFILE: 'auto' }).genesys().profile).toBe('documented');
  });

  it('is refused with a profile that there is not', () => {
    expect(genesysProblemsOf({ ...genesys, GENESYS_API_PROFILE: 'Documented' })).toEqual([
      problem('GENESYS_API_PROFILE', /must be one of: auto, documented, platform/),
    ]);
  });

  it('goes to a host of Genesys where documented is forced', () => {
    const forced = { ...credentials, GENESYS_REGION: 'mypurecloud.de', GENESYS_API_PROFILE: 'documented' };
    expect(loadConfig(forced).genesys()).toMatchObject({
      baseUrl: 'https://api.mypurecloud.de',
      loginUrl: 'https://login.mypurecloud.de',
    });
  });

  it('logs in at the base address where no other is given, and prefers an address to a region', () => {
    const both = {
      ...genesys,
      GENESYS_BASE_URL: 'https://genesys.example//',
      GENESYS_REGION: 'mypurecloud.de',
    };
    expect(loadConfig(both).genesys()).toMatchObject({
      baseUrl: 'https://genesys.example',
      loginUrl: 'https://genesys.example',
    });
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://127.8.9.1', 'http://[::1]:8080'])(
    'may be plain http on this machine: %s',
    (GENESYS_BASE_URL) => {
      expect(loadConfig({ ...genesys, GENESYS_BASE_URL }).genesys()).toMatchObject({
        baseUrl: GENESYS_BASE_URL,
        isLocal: true,
      });
    },
  );

  it.each([
    'http://genesys.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://10.0.0.1',
    'http://0.0.0.0:8080',
    'http://[::2]',
  ])('must be https elsewhere: %s', (url) => {
    const says = /must use https/;
    expect(
      genesysProblemsOf({ ...genesys, GENESYS_BASE_URL: url, GENESYS_LOGIN_URL: 'https://a.example' }),
    ).toEqual([problem('GENESYS_BASE_URL', says)]);
    expect(genesysProblemsOf({ ...genesys, GENESYS_LOGIN_URL: url })).toEqual([
      problem('GENESYS_LOGIN_URL', says),
    ]);
  });

  it.each([
    { said: undefined, requestsPerMinute: 240 },
    { said: '0', requestsPerMinute: null },
    { said: '300', requestsPerMinute: 300 },
  ])('has a limit of $requestsPerMinute requests a minute for $said', ({ said, requestsPerMinute }) => {
    const environment = { ...genesys, ...(said !== undefined && { GENESYS_REQUESTS_PER_MINUTE: said }) };
    expect(loadConfig(environment).genesys().requestsPerMinute).toBe(requestsPerMinute);
  });

  it('shows no credential when it is refused', () => {
    const error = refusalOf(() => loadConfig({ GENESYS_CLIENT_SECRET: 'planted' }).genesys());
    expect(facesOf(error)).not.toContain('planted');
  });
});

describe('private payloads', () => {
  it('have the keys in their order', () => {
    const { payloadKeys } = loadConfig({ PAYLOAD_KEYS: `${keyText('new')},${keyText('old')}` });
    expect(payloadKeys.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it('are decoded for the UI where a port is given, on this machine unless another host is named', () => {
    const set = { CODEC_PORT: '8081', CODEC_ORIGIN: 'https://a.example, http://localhost:8233' };
    const origins = ['https://a.example', 'http://localhost:8233'];
    expect(loadConfig(set).codecServer).toEqual({ port: 8081, host: '127.0.0.1', token: null, origins });
    expect(loadConfig({ ...set, CODEC_PORT: '' }).codecServer).toBeNull();
    const open = loadConfig({ ...set, CODEC_HOST: '0.0.0.0', CODEC_TOKEN: 'abc' }).codecServer;
    expect(open).toMatchObject({ host: '0.0.0.0', origins });
    expect(open?.token?.reveal()).toBe('abc');
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'codec.example', '127.0.0.1.example'])(
    'are decoded on %s only for who has a token',
    (CODEC_HOST) => {
      expect(problemsOf({ CODEC_PORT: '1', CODEC_HOST, CODEC_ORIGIN: 'https://a.example' })).toEqual([
        problem('CODEC_TOKEN', /is required unless CODEC_HOST is this machine/),
      ]);
    },
  );

  it.each(['localhost', '127.0.0.1', '127.0.0.2', '::1'])(
    'are decoded on %s without a token for the UI alone, which has to be named',
    (CODEC_HOST) => {
      const set = { CODEC_PORT: '1', CODEC_HOST, CODEC_ORIGIN: 'https://a.example' };
      expect(loadConfig(set).codecServer?.host).toBe(CODEC_HOST);
      expect(problemsOf({ ...set, CODEC_ORIGIN: '' })).toEqual([problem('CODEC_ORIGIN', /is required/)]);
      expect(loadConfig({ ...set, CODEC_ORIGIN: '', CODEC_TOKEN: 'abc' }).codecServer?.origins).toEqual([]);
    },
  );
});

describe('readEnvironment', () => {
  const directoryBefore = process.cwd();
  let directory: string;

  beforeEach(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'config-')));
    process.chdir(directory);
  });

  afterEach(() => {
    process.chdir(directoryBefore);
    delete process.env.PROBE_OF_CONFIG_SET;
    delete process.env.PROBE_OF_CONFIG_NEW;
    rmSync(directory, { recursive: true, force: true });
  });

  it('is the environment where there is no file', () => {
    expect(readEnvironment()).toBe(process.env);
  });

  it('takes from the file what is not set', () => {
    process.env.PROBE_OF_CONFIG_SET = 'environment';
    writeFileSync('.env', 'PROBE_OF_CONFIG_SET=file\nPROBE_OF_CONFIG_NEW="from the file"\n');
    expect(readEnvironment()).toMatchObject({
      PROBE_OF_CONFIG_SET: 'environment',
      PROBE_OF_CONFIG_NEW: 'from the file',
    });
  });
});
