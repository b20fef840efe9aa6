import { z } from 'zod';
import { GenesysError } from '../genesys-error.js';
import { parseFields } from '../parse-fields.js';
import { toIsoInstant } from '../iso-instant.js';
import { createSeededIds } from '../seeded-ids.js';
import type { DetailRecord } from './detail-record.js';
import { detailRows, selectionSchema, type DetailRoom, type DetailSelection } from './detail-rows.js';

const DEFAULT_PAGE_SIZE = 1000;
const jobSchema = z.strictObject({
  ...selectionSchema.shape,
  startOfDayIntervalMatching: z.literal(true),
});
const resultsSchema = z.strictObject({
  cursor: z.string().regex(/^\d+$/).transform(Number).default(0),
  pageSize: z.coerce.number().pipe(z.int().min(1).max(10_000)).default(DEFAULT_PAGE_SIZE),
});

export type JobState = { state: 'PENDING' | 'FULFILLED'; submissionDate: string };
export type JobResults = {
  conversations?: DetailRecord[];
  cursor?: string;
  dataAvailabilityDate: string;
};

/** Jobs over details. They live as long as the process. */
export type DetailJobs = {
  submit(body: unknown): { jobId: string };
  state(jobId: string): JobState;
  results(jobId: string, query: unknown): JobResults;
  availability(): { dataAvailabilityDate: string };
};

type Job = { selection: DetailSelection; submittedMs: number; polls: number };

export function createDetailJobs(room: DetailRoom): DetailJobs {
  const jobs = new Map<string, Job>();
  const ids = createSeededIds(0x10b5);
  const availableMs = (): number => room.clock.nowMs() - room.settings.current().availabilityLagMs;
  const availability = () => ({ dataAvailabilityDate: toIsoInstant(availableMs()) });

  function jobOf(jobId: string): Job {
    const job = jobs.get(jobId);
    if (job) return job;
    throw new GenesysError({ status: 404, code: 'not.found', message: 'There is no such job.' });
  }

  return {
    submit: (body) => {
      const jobId = ids.idOf(jobs.size);
      jobs.set(jobId, { selection: parseFields(jobSchema, body), submittedMs: room.clock.nowMs(), polls: 0 });
      return { jobId };
    },
    state: (jobId) => {
      const job = jobOf(jobId);
      job.polls += 1;
      const state = job.polls > room.settings.current().jobPolls ? 'FULFILLED' : 'PENDING';
      return { state, submissionDate: toIsoInstant(job.submittedMs) };
    },
    // What is not there yet is left out, and no error says so.
    results: (jobId, query) => {
      const { cursor, pageSize } = parseFields(resultsSchema, query);
      const { conversations } = room.organisation;
      const rows = detailRows(room, jobOf(jobId).selection).filter(
        (index) => conversations.startMsAt(index) < availableMs(),
      );
      const page = rows.subarray(cursor, cursor + pageSize);
      const end = cursor + page.length;
      return {
        ...(page.length > 0 && { conversations: Array.from(page, (index) => room.recordAt(index)) }),
        ...(end < rows.length && { cursor: String(end) }),
        ...availability(),
      };
    },
    availability,
  };
}
