/** What is written differently in each language. */
export type LocalValues = Readonly<Record<'phone' | 'streetAddress' | 'personName', readonly string[]>>;
