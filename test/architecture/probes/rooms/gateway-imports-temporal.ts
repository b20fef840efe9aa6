// stands for src/gateways/genesys/transport.ts, which must not import @temporalio/common
import { ApplicationFailure } from '@temporalio/common';
export const probe = ApplicationFailure;
