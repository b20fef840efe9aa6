import { GenesysError } from '../genesys-error.js';

export type SpeechModel = {
  id: string;
  name: string;
  status: 'deployed' | 'deprecated';
  type: 'sentiment';
  lastUpdated: string;
};

/** One model of each kind that a client must tell apart. Any other id is unknown. */
export const MODEL_IDS = {
  deployed: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  deprecated: '0d5e7a3c-9b14-4f62-8c7d-51a6e2f0b938',
  forbidden: '6f21c8d4-7e05-4b9a-a3f6-c40d9e17b582',
} as const;

const MODELS: readonly SpeechModel[] = [
  {
    id: MODEL_IDS.deployed,
    name: 'Customer sentiment, second edition',
    status: 'deployed',
    type: 'sentiment',
    lastUpdated: '2026-01-15T08:30:00.000Z',
  },
  {
    id: MODEL_IDS.deprecated,
    name: 'Customer sentiment, first edition',
    status: 'deprecated',
    type: 'sentiment',
    lastUpdated: '2024-06-03T11:00:00.000Z',
  },
];

/** Null for an id that is unknown. Throws GenesysError 403 for a model that this client may not see. */
export function findModel(modelId: string): SpeechModel | null {
  const wanted = modelId.toLowerCase();
  if (wanted === MODEL_IDS.forbidden) {
    throw new GenesysError({
      status: 403,
      code: 'missing.permissions',
      message: 'You do not have the permissions to see this model.',
    });
  }
  return MODELS.find(({ id }) => id === wanted) ?? null;
}
