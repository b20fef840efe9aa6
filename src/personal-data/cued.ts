const CUE_REACH = 40;

/** Whether a word that a pattern knows stands shortly before an offset. The pattern must not be global. */
export const cuedBefore = (text: string, offset: number, cue: RegExp): boolean =>
  cue.test(text.slice(Math.max(0, offset - CUE_REACH), offset));
