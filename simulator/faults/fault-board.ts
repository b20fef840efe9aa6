import { faultsSchema, type Fault, type FaultInput } from './fault.js';
import { PLACES, type Place } from './place.js';
import { isDue } from './when.js';

export type FaultReport = {
  faults: (Fault & { fired: number })[];
  /** Requests of each place since the faults were last set; `when` counts by these. */
  requests: Record<Place, number>;
};

export type Faults = {
  /** Replaces what was set and starts all counts anew. Throws RangeError that names the field. */
  set(faults: readonly FaultInput[]): void;
  clear(): void;
  report(): FaultReport;
};

export type FaultBoard = Faults & {
  /** Counts a request and gives the faults that it shall meet. */
  meet(place: Place): { faults: Fault[]; requestNumber: number };
  /** Called each time after the faults were replaced or cleared. */
  onChange(listener: () => void): void;
  /** Notes that a fault has really happened. */
  fired(fault: Fault): void;
};

const noRequests = () => Object.fromEntries(PLACES.map((place) => [place, 0])) as Record<Place, number>;

function parse(faults: unknown): Fault[] {
  const parsed = faultsSchema.safeParse(faults);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RangeError(`faults.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}

export function createFaultBoard(): FaultBoard {
  let faults: Fault[] = [];
  let firedByFault = new Map<Fault, number>();
  let requests = noRequests();
  let changed = (): void => undefined;

  function replace(next: Fault[]): void {
    faults = next;
    firedByFault = new Map();
    requests = noRequests();
    changed();
  }

  return {
    set: (wanted) => {
      replace(parse(wanted));
    },
    clear: () => {
      replace([]);
    },
    report: () => ({
      faults: faults.map((fault) => ({ ...fault, fired: firedByFault.get(fault) ?? 0 })),
      requests: { ...requests },
    }),
    meet: (place) => {
      requests[place] += 1;
      const requestNumber = requests[place];
      const due = faults.filter(({ where, when }) => where === place && isDue(when, requestNumber));
      return { faults: due, requestNumber };
    },
    onChange: (listener) => {
      changed = listener;
    },
    fired: (fault) => {
      firedByFault.set(fault, (firedByFault.get(fault) ?? 0) + 1);
    },
  };
}
