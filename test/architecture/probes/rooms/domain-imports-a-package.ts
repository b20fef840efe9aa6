// stands for src/domain/sentiment.ts, which must not import zod
import { z } from 'zod';
export const probe = z;
