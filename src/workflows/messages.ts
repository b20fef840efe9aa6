import { defineQuery } from '@temporalio/workflow';

/** How far a run has come, in numbers; the sentence for people is in the run's current details. */
export type Progress = {
  readonly stage: string;
  readonly slices: number;
  readonly slicesRead: number;
  readonly pages: number;
  readonly conversations: number;
};

export const progressQuery = defineQuery<Progress>('progress');
