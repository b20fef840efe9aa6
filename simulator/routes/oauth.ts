import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';

export type Credentials = { clientId: string; clientSecret: string };

type Refusal = { status: number; error: string; description: string };

function basicCredentials(authorization: string | undefined): Credentials | null {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return null;
  const [clientId = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId, clientSecret: rest.join(':') };
}

function formCredentials(form: URLSearchParams): Credentials {
  return { clientId: form.get('client_id') ?? '', clientSecret: form.get('client_secret') ?? '' };
}

function refusalOf(form: URLSearchParams, given: Credentials, expected: Credentials): Refusal | null {
  if (form.get('grant_type') !== 'client_credentials') {
    const description = 'Only the grant client_credentials is supported.';
    return { status: 400, error: 'unsupported_grant_type', description };
  }
  if (given.clientId !== expected.clientId || given.clientSecret !== expected.clientSecret) {
    return { status: 401, error: 'invalid_client', description: 'client not found or wrong secret' };
  }
  return null;
}

// Genesys repeats the text under both names.
function refusalBody({ error, description }: Refusal): Record<string, string> {
  return { error, description, error_description: description };
}

/** `POST /oauth/token` for client credentials, as a Basic header (raw, as Genesys' own SDKs send them) or in the form. */
export function addOAuthRoutes(
  app: FastifyInstance,
  context: { credentials: Credentials; accessTokens: AccessTokens },
): void {
  void app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser<string>(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: unknown, body: string) => new URLSearchParams(body),
    );
    routes.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
      const refusal = {
        status: error.statusCode ?? 500,
        error: 'invalid_request',
        description: error.message,
      };
      return reply.code(refusal.status).send(refusalBody(refusal));
    });

    routes.post('/oauth/token', async (request, reply) => {
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const given = basicCredentials(request.headers.authorization) ?? formCredentials(form);
      const refusal = refusalOf(form, given, context.credentials);
      if (refusal) return reply.code(refusal.status).send(refusalBody(refusal));
      const { accessToken, expiresInSeconds } = context.accessTokens.issue(given.clientId);
      return { access_token: accessToken, token_type: 'bearer', expires_in: expiresInSeconds };
    });
  });
}
