/** PostgreSQL's array text of values that can't hold a quote, a comma or a brace: the driver would look at each character. */
export const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;
