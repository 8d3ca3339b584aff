/** What Lambda answers for an invoke that failed. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export function errorPayload(errorType: string, errorMessage: string): ErrorPayload {
  return { errorType, errorMessage };
}
