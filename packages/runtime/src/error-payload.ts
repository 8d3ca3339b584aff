import { isJsonObject, isNestedTooDeeply } from "@lambda-pack/model";

/** What Lambda answers for an invoke that failed. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export function errorPayload(errorType: string, errorMessage: string): ErrorPayload {
  return { errorType, errorMessage };
}

/** The error that a function's process has sent, whatever it is: of what is no JSON object, the text is the message. */
export function parseErrorPayload(text: string): ErrorPayload {
  const parsed = isNestedTooDeeply(text) ? undefined : parse(text);
  if (!isJsonObject(parsed)) return errorPayload("Unhandled", text.slice(0, MAX_MESSAGE));
  const { errorType, errorMessage, trace } = parsed;
  return {
    ...parsed,
    errorType: typeof errorType === "string" ? errorType : "Unhandled",
    errorMessage: typeof errorMessage === "string" ? errorMessage : "",
    ...(trace === undefined
      ? {}
      : { trace: Array.isArray(trace) ? trace.filter((line) => typeof line === "string") : [] }),
  };
}

/** Characters of a text that is shown as the message of an error. */
const MAX_MESSAGE = 1000;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
