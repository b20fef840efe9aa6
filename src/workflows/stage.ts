import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES, type Process } from '../domain/names.js';

const processKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.process, SearchAttributeType.KEYWORD);
const stageKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, SearchAttributeType.KEYWORD);

/** Where a run is, shown to operators: as search attributes, to find it by, and as Markdown on its page. */
export type StageBoard = {
  readonly stage: () => string;
  enter(stage: string, details: string): void;
};

export function createStageBoard(process: Process): StageBoard {
  let current = 'starting';
  return {
    stage: () => current,
    enter(stage, details) {
      current = stage;
      upsertSearchAttributes([
        { key: processKey, value: process },
        { key: stageKey, value: stage },
      ]);
      setCurrentDetails(details);
    },
  };
}
