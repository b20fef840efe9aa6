import { canonicalJson } from '../../src/domain/fingerprint.js';
import type { Store } from '../../src/store/index.js';

/** How often each entry stands in the audit, by what is comparable of it. */
export async function auditTexts(
  store: Store,
  comparable: (body: unknown) => unknown,
): Promise<ReadonlyMap<string, number>> {
  const texts = new Map<string, number>();
  for await (const batch of store.audit.entries()) {
    for (const { body } of batch) {
      const text = canonicalJson(comparable(JSON.parse(body)));
      texts.set(text, (texts.get(text) ?? 0) + 1);
    }
  }
  return texts;
}
