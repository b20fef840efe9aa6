import type { InputProblem } from '../../../domain/invalid-input.js';
import { SELECTION_FIELDS, type Selection } from '../../../domain/selection.js';

/** The documents filter by conversation, language, topic and score; a clause that they do not name would be ignored, or worse. */
export const selectionRefusals = (selection: Selection): InputProblem[] =>
  SELECTION_FIELDS.filter((field) => selection[field] !== undefined).map((field) => ({
    field,
    problem:
      'can not be asked for by the documented profile; leave it out, or use an organisation of the platform profile',
  }));
