export const MEDIA_TYPES = [
  'voice',
  'callback',
  'chat',
  'message',
  'email',
  'social',
  'screenshare',
  'cobrowse',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export const DIRECTIONS = ['inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Which conversations of a window are meant; what is left out does not narrow it. Several values of one field mean any of them. */
export type Selection = {
  readonly queueIds?: readonly string[] | undefined;
  readonly mediaTypes?: readonly MediaType[] | undefined;
  readonly directions?: readonly Direction[] | undefined;
  readonly agentIds?: readonly string[] | undefined;
  readonly divisionIds?: readonly string[] | undefined;
};

export const SELECTION_FIELDS = [
  'queueIds',
  'mediaTypes',
  'directions',
  'agentIds',
  'divisionIds',
] as const satisfies readonly (keyof Selection)[];
