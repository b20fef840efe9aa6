import { z } from 'zod';

/** The document shows a UUID. In lower case, so that one conversation has one spelling. */
export const conversationId = z.guid().toLowerCase();
