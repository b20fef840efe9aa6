import { createSeededRandom } from '../../simulator/seeded-random.js';

export const VICTIMS = ['worker', 'temporal', 'database', 'simulator'] as const;
export type Victim = (typeof VICTIMS)[number];

/** What is counted to find the moment: requests to Genesys, effects at the sinks, rows in the store. */
export const MEASURES = ['requests', 'deliveries', 'rows'] as const;
export type Measure = (typeof MEASURES)[number];
export type Counts = Readonly<Record<Measure, number>>;

export type Kill = { readonly victim: Victim; readonly measure: Measure; readonly count: number };

/** What happens to a run besides. `trouble` names faults of the simulator that are there from its start to its end. */
export type Misfortune = { readonly kill: Kill | null; readonly trouble: string | null };

type PlanOptions = {
  readonly seed: number;
  /** How many runs lose their worker. */
  readonly runs: number;
  /** What the undisturbed run came to. */
  readonly totals: Counts;
};

/** Where each part has most to lose: the server while pages come in, the others while effects leave. */
const OTHERS: readonly Omit<Kill, 'count'>[] = [
  { victim: 'temporal', measure: 'requests' },
  { victim: 'database', measure: 'deliveries' },
  { victim: 'simulator', measure: 'deliveries' },
];

/** One kill for each run, the same for the same seed and totals. Each measure has its turn; one that counts nothing is left out. */
export function planKills({ seed, runs, totals }: PlanOptions): Kill[] {
  const counted = MEASURES.filter((measure) => totals[measure] > 0);
  const random = createSeededRandom(seed);
  const workers = Array.from({ length: runs }, (_, run): Omit<Kill, 'count'>[] => {
    const measure = counted[run % counted.length];
    return measure === undefined ? [] : [{ victim: 'worker', measure }];
  }).flat();
  return [...workers, ...OTHERS.filter(({ measure }) => totals[measure] > 0)].map((kill, run) => ({
    ...kill,
    count: 1 + Math.floor(random.fraction(run, 0) * totals[kill.measure]),
  }));
}
