import type { Models } from 'purecloud-platform-client-v2';
import type {
  ConversationMetricsAnswer,
  OrganisationAnswer,
  ProgramAnswer,
  SurveyAnswer,
} from '../../simulator/routes/platform.js';
import type { DetailsAnswer } from '../../simulator/platform/details-query.js';
import type { DetailJobs, JobResults, JobState } from '../../simulator/platform/jobs.js';
import type { TopicsAnswer } from '../../simulator/platform/topics.js';
import type { AggregatesAnswer } from '../../simulator/platform/transcript-aggregates.js';
import type { ConversationDetail } from '../../src/gateways/genesys/platform/conversation-detail.js';
import type { DetailsJobBody } from '../../src/gateways/genesys/platform/details-job.js';
import type { DetailsQueryBody } from '../../src/gateways/genesys/platform/details-query.js';
import type { AggregatesBody } from '../../src/gateways/genesys/platform/transcript-aggregates.js';
import type { Fits, Misfits } from './misfits.js';

/** What we send, and what we read. */
export type Requests = [
  Fits<Misfits<DetailsQueryBody, Models.ConversationQuery>>,
  Fits<Misfits<DetailsJobBody, Models.AsyncConversationQuery>>,
  Fits<Misfits<AggregatesBody, Models.TranscriptAggregationQuery>>,
  Fits<Misfits<ConversationDetail, Models.AnalyticsConversationWithoutAttributes>>,
];

/** What the simulator answers. */
export type Answers = [
  Fits<Misfits<DetailsAnswer, Models.AnalyticsConversationQueryResponse>>,
  Fits<
    Misfits<
      Pick<DetailsAnswer, 'conversations'>,
      Models.AnalyticsConversationWithoutAttributesMultiGetResponse
    >
  >,
  Fits<Misfits<ReturnType<DetailJobs['submit']>, Models.AsyncQueryResponse>>,
  Fits<Misfits<ReturnType<DetailJobs['availability']>, Models.DataAvailabilityResponse>>,
  Fits<Misfits<JobState, Models.AsyncQueryStatus>>,
  Fits<Misfits<JobResults, Models.AnalyticsConversationAsyncQueryResponse>>,
  Fits<Misfits<AggregatesAnswer, Models.TranscriptAggregateQueryResponse>>,
  Fits<Misfits<TopicsAnswer, Models.TopicsEntityListing>>,
  Fits<Misfits<ProgramAnswer, Models.Program>>,
  Fits<Misfits<OrganisationAnswer, Models.Organization>>,
  Fits<Misfits<SurveyAnswer, Models.Survey>>,
  Fits<Misfits<ConversationMetricsAnswer, Models.ConversationMetrics>>,
];

type Renamed<Body, From extends keyof Body, To extends string> = Omit<Body, From> & Record<To, Body[From]>;

/** That a field which the published API has not is found, at the top, below it, in lists, and with another type. */
export type Probes = [
  // @ts-expect-error: it is `interval`
  Fits<Misfits<Renamed<DetailsQueryBody, 'interval', 'span'>, Models.ConversationQuery>>,
  // @ts-expect-error: it is `pageNumber`
  Fits<Misfits<{ paging: { pageSize: number; page: number } }, Models.ConversationQuery>>,
  // @ts-expect-error: it is `dimension`
  Fits<Misfits<{ segmentFilters: { predicates: { field: string }[] }[] }, Models.ConversationQuery>>,
  // @ts-expect-error: it is a number
  Fits<Misfits<{ totalHits: string }, Models.AnalyticsConversationQueryResponse>>,
  // @ts-expect-error: it is a list
  Fits<Misfits<{ metrics: string }, Models.TranscriptAggregationQuery>>,
];
