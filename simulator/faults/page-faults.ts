import type { SentimentEntity } from '../sentiment-page.js';
import type { Fault, WhatOf } from './fault.js';
import { oddEntity } from './odd-entity.js';

/** An answer of any list as it is being built: its total, under either name, may go missing. */
export type FaultyPage = {
  entities: object[];
  nextPageToken?: string;
  total?: number;
  totalCount?: number;
};

export type PageFaults = {
  /** The page as the fault shows it; the same object where it changes nothing. `askedToken` led to this page. */
  alter(page: FaultyPage, fault: Fault, askedToken: string | null): FaultyPage;
};

function withWrongTotal(page: FaultyPage, change: WhatOf<'wrongTotal'>['change']): FaultyPage {
  const name = 'totalCount' in page ? 'totalCount' : 'total';
  const { [name]: total = 0, ...others } = page;
  if (change === 'absent') return others;
  return { ...page, [name]: change === 'higher' ? total + 7 : Math.max(0, total - 7) };
}

function withOddEntities(page: FaultyPage, what: WhatOf<'oddEntities'>): FaultyPage {
  // Only sentiments can be odd; an entity of another kind stays as it is.
  const entities = page.entities.map((entity) => oddEntity(entity as SentimentEntity, what));
  return entities.some((entity, at) => entity !== page.entities[at]) ? { ...page, entities } : page;
}

export function createPageFaults(): PageFaults {
  const lastEntities = new WeakMap<Fault, Map<string, object[]>>();

  function withDuplicates(
    page: FaultyPage,
    fault: Fault,
    askedToken: string | null,
    count: number,
  ): FaultyPage {
    const byToken = lastEntities.get(fault) ?? new Map<string, object[]>();
    lastEntities.set(fault, byToken);
    if (page.nextPageToken !== undefined) byToken.set(page.nextPageToken, page.entities.slice(-count));
    const repeated = askedToken === null ? undefined : byToken.get(askedToken);
    return repeated ? { ...page, entities: [...repeated, ...page.entities] } : page;
  }

  return {
    alter: (page, fault, askedToken) => {
      const { what } = fault;
      switch (what.kind) {
        case 'repeatedPageToken':
          return askedToken === null ? page : { ...page, nextPageToken: askedToken };
        case 'duplicates':
          return withDuplicates(page, fault, askedToken, what.entities);
        case 'oddEntities':
          return withOddEntities(page, what);
        case 'wrongTotal':
          return withWrongTotal(page, what.change);
        default:
          return page;
      }
    },
  };
}
