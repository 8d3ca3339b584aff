import { isJsonObject } from "@lambda-pack/model";
import type { ErrorPayload } from "@lambda-pack/runtime";

/** The payload of a failed invoke. A function can send whatever it wants: what is no text counts as empty. */
export function readErrorPayload(payload: Uint8Array): ErrorPayload {
  const parsed = parse(Buffer.from(payload).toString());
  const { errorType, errorMessage, trace } = isJsonObject(parsed) ? parsed : {};
  return {
    errorType: textOf(errorType) ?? "Error",
    errorMessage: textOf(errorMessage) ?? "",
    ...(Array.isArray(trace) ? { trace: trace.filter((line) => typeof line === "string") } : {}),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
