import type { Clock } from './clock.js';
import type { Organisation } from './organisation.js';
import { createJournal } from './journal.js';
import { createSetting } from './setting.js';
import { createAnalysis } from './platform/analysis.js';
import { detailRecordOf } from './platform/detail-record.js';
import { createDetailJobs, type DetailJobs } from './platform/jobs.js';
import { platformSettingsSchema, type PlatformSettings } from './platform/platform-settings.js';
import { surveysOf } from './platform/surveys-of.js';
import type { AggregateRoom } from './platform/transcript-aggregates.js';
import { createSelectionCache } from './speech/selection-cache.js';
import type { Spoken } from './speech/spoken.js';
import type { Surveys } from './speech/surveys.js';

/** The organisation as the published API has it. */
export type PlatformRoom = AggregateRoom & { settings: PlatformSettings; jobs: DetailJobs };

type Options = {
  organisation: Organisation;
  clock: Clock;
  spoken: Spoken;
  surveys: Surveys;
  dataDir: string | undefined;
};

export function createPlatformRoom({ organisation, clock, spoken, surveys, dataDir }: Options): PlatformRoom {
  const selections = createSelectionCache();
  const schema = platformSettingsSchema;
  const settings = createSetting(schema, {
    journal: createJournal(dataDir, { name: 'platform', noun: 'setting', schema }),
    onSet: selections.clear,
  });
  const analysis = createAnalysis(organisation, settings);
  const recordAt = (index: number) => {
    const record = detailRecordOf({ organisation, spoken }, index);
    const told = surveysOf({ surveys, clock }, index, record);
    return told.length > 0 ? { ...record, surveys: told } : record;
  };
  const room = { organisation, clock, settings, analysis, selections, spoken, recordAt };
  return { ...room, jobs: createDetailJobs(room) };
}
