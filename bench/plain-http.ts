/** HTTP as a competent user writes it without an engine: obeys Retry-After and tries again after a fault, five times. */
export async function send(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, init).catch(() => null);
    if (response?.ok) return (await response.json()) as Record<string, unknown>;
    await response?.body?.cancel();
    if (attempt === 5 || (response && response.status < 500 && response.status !== 429)) {
      throw new Error(`${url} failed: ${response?.status ?? 'no answer'}`);
    }
    const waitSeconds = Number(response?.headers.get('retry-after') ?? 2 ** attempt);
    await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1000));
  }
}

/** The headers that let a request in. */
export async function authorization(baseUrl: string): Promise<{ authorization: string }> {
  const token = await send(`${baseUrl}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'simulator-client',
      client_secret: 'not+a&real=secret',
    }),
  });
  return { authorization: `Bearer ${String(token.access_token)}` };
}
