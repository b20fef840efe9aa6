import pg from 'pg';
import type { LocalConnection } from '../../src/store/local/local-database.js';
import type { ChaosSubject } from './chaos-subject.js';
import type { Measure } from './kill-plan.js';
import type { SimulatorControl } from './simulator-control.js';

export type Counter = { read(): Promise<number>; close(): Promise<void> };

type Where = {
  readonly subject: ChaosSubject;
  readonly control: SimulatorControl;
  readonly database: LocalConnection;
};

/** Counts what a run has done so far, from outside of it. */
export async function openCounter(measure: Measure, { subject, control, database }: Where): Promise<Counter> {
  const nothing = () => Promise.resolve();
  switch (measure) {
    case 'requests':
      return { read: () => control.answersTo(subject.routes), close: nothing };
    case 'deliveries':
      return { read: () => control.answersTo([`POST /sinks/${subject.sink}`]), close: nothing };
    case 'rows': {
      // A connection of its own that does not bring the database back: that is the worker's to do.
      const client = new pg.Client(database);
      await client.connect();
      return {
        async read() {
          const { rows } = await client.query<{ count: string }>(subject.rowCount);
          return Number(rows[0]?.count);
        },
        close: () => client.end(),
      };
    }
  }
}
