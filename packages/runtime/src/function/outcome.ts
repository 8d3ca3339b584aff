import { errorPayload } from "../error-payload.ts";
import type { ErrorPayload } from "../error-payload.ts";
import type { RuntimeAnswer } from "../api/runtime-api.ts";
import type { ProcessEnd } from "../process/runtime-process.ts";

/** How one invoke went. */
export type Outcome =
  | Exclude<RuntimeAnswer, { readonly kind: "stream" }>
  /** The process could not be made ready. */
  | { readonly kind: "init-error"; readonly payload: Buffer }
  | { readonly kind: "timeout" }
  | { readonly kind: "ended"; readonly end: ProcessEnd };

/** What Lambda says of an invoke that got no answer (aws-lambda-runtime-interface-emulator, internal/lambda/rapid/handlers.go). */
export function endedPayload(requestId: string, { code, signal, outOfMemory }: ProcessEnd): ErrorPayload {
  const how =
    signal !== null
      ? `with error: signal: ${signalName(signal)}`
      : code === 0
        ? ""
        : `with error: exit status ${code ?? 0}`;
  const text = how === "" ? "Runtime exited without providing a reason" : `Runtime exited ${how}`;
  return errorPayload(
    outOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError",
    `RequestId: ${requestId} Error: ${text}`,
  );
}

export function timeoutPayload(requestId: string, seconds: number): ErrorPayload {
  return errorPayload("Sandbox.Timedout", `RequestId: ${requestId} Error: ${timeoutText(seconds)}`);
}

export function timeoutText(seconds: number): string {
  return `Task timed out after ${seconds.toFixed(2)} seconds`;
}

/** As Go, which Lambda's platform is written in, calls the signals that end a process. */
const signalNames: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: "aborted (core dumped)",
  SIGBUS: "bus error (core dumped)",
  SIGFPE: "floating point exception (core dumped)",
  SIGILL: "illegal instruction (core dumped)",
  SIGINT: "interrupt",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault (core dumped)",
  SIGTERM: "terminated",
  SIGTRAP: "trace/breakpoint trap (core dumped)",
};

function signalName(signal: NodeJS.Signals): string {
  return signalNames[signal] ?? signal;
}
