/** What a handler answered, or in one line why it did not. */
export type Outcome = { readonly answer: unknown } | { readonly failure: string };
