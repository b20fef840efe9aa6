export type FieldProblem = { errorCode: string; fieldName: string; message: string };

/** The published `ErrorBody` of Platform API v2, as far as this simulator uses it. */
export type GenesysErrorBody = {
  message: string;
  code: string;
  status: number;
  contextId: string;
  details: { errorCode: string; fieldName: string }[];
  errors: GenesysErrorBody[];
};

export class GenesysError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly FieldProblem[];

  constructor(options: {
    status: number;
    code: string;
    message: string;
    problems?: readonly FieldProblem[];
  }) {
    super(options.message);
    this.name = 'GenesysError';
    this.status = options.status;
    this.code = options.code;
    this.problems = options.problems ?? [];
  }

  /** `contextId` is the correlation id of the request. */
  toBody(contextId: string): GenesysErrorBody {
    const { message, code, status } = this;
    const details = this.problems.map(({ errorCode, fieldName }) => ({ errorCode, fieldName }));
    return { message, code, status, contextId, details, errors: [] };
  }
}

/** Status 400 that names each field; code and message are those of the first. */
export function invalidFields(first: FieldProblem, ...others: FieldProblem[]): GenesysError {
  return new GenesysError({
    status: 400,
    code: first.errorCode,
    message: first.message,
    problems: [first, ...others],
  });
}
