import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setImmediate, setTimeout } from "node:timers/promises";
import { errorPayload, parseErrorPayload } from "../error-payload.ts";
import type { ErrorPayload } from "../error-payload.ts";
import type { FunctionOptions } from "../function-options.ts";
import { endedPayload, timeoutPayload, timeoutText } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";
import { endLines, startLine } from "./report-lines.ts";
import type { InvokeReport } from "./report-lines.ts";
import type { StreamedAnswer } from "../api/runtime-api.ts";
import type { ProcessEnd, RuntimePlace, RuntimeProcess } from "../process/runtime-process.ts";

export interface InvokeRequest {
  /** JSON. */
  readonly event: Uint8Array;
  /** JSON. */
  readonly clientContext?: string | undefined;
  /** Gets a response that is streamed piece by piece; without it, such a response is collected like any other. */
  readonly onStream?: ((answer: StreamedAnswer) => Promise<void>) | undefined;
}

export interface InvokeResult {
  readonly requestId: string;
  /** What the handler gave, or the error as Lambda reports it, as JSON; empty where it was streamed to `onStream`. */
  readonly payload: Buffer;
  /** Lambda says `Unhandled` of every failure. */
  readonly functionError: "Unhandled" | undefined;
  readonly report: InvokeReport;
  /** The log of this invoke, with its START, END and REPORT lines. */
  readonly log: Buffer;
}

/** Milliseconds that a process may take to be ready, beside the timeout of its first invoke (Lambda Developer Guide, "Init phase"). */
const INIT_TIME = 10_000;

/** A process and what is known of it. */
export interface Runtime {
  readonly worker: RuntimeProcess;
  /** Who hears what it prints: the invoke that it works on. */
  readonly listener: { log: RuntimePlace["onLog"] };
  /** Milliseconds that it took to be ready. */
  readonly ready: Promise<number>;
  /** It has had an invoke. */
  used: boolean;
}

interface Invoking {
  readonly options: FunctionOptions;
  /** Adds to the log. */
  readonly write: (text: string) => void;
}

interface OnceResult extends Omit<InvokeResult, "log"> {
  /** The process is of no use any more. */
  readonly ended: boolean;
}

/** One invoke on a process that works on nothing else. */
export async function invokeOnce(
  runtime: Runtime,
  request: InvokeRequest,
  { options, write }: Invoking,
): Promise<OnceResult> {
  const { worker } = runtime;
  const { ended, stop } = worker.watchEnd();
  try {
    const one: OneInvoke = { worker, ended, options, requestId: randomUUID() };
    const initDuration = runtime.used ? undefined : await readyIn(runtime, one);
    runtime.used = true;
    return await answerOne(request, one, { initDuration, write });
  } finally {
    stop();
  }
}

interface Answering extends Pick<Invoking, "write"> {
  readonly initDuration: number | undefined;
}

async function answerOne(
  request: InvokeRequest,
  one: OneInvoke,
  { initDuration, write }: Answering,
): Promise<OnceResult> {
  const { worker, options, requestId } = one;
  write(startLine(requestId));
  const begun = performance.now();
  const outcome = await outcomeOf(request, one);
  const answered = payloadOf(outcome, one);
  const duration = performance.now() - begun;
  if (outcome.kind !== "timeout") await lastOutput(one);
  if (outcome.kind === "timeout") write(`${new Date().toISOString()} ${requestId} ${timeoutText(options.timeout)}\n\n`);
  const report: InvokeReport = {
    requestId,
    duration,
    initDuration,
    memory: options.memory,
    peakMemory: worker.peakMemory(),
    status: outcome.kind === "timeout" ? "timeout" : answered.failed ? "error" : "success",
  };
  write(endLines(report));
  return {
    requestId,
    payload: answered.payload,
    functionError: answered.failed ? "Unhandled" : undefined,
    report,
    ended: outcome.kind === "timeout" || outcome.kind === "ended" || outcome.kind === "init-error",
  };
}

/** Waits until a handler is loaded, or returns why it could not be. */
export async function loadOnce({ worker }: Runtime): Promise<ErrorPayload | undefined> {
  const requestId = randomUUID();
  const limit = new AbortController();
  const timedOut = setTimeout(INIT_TIME, undefined, { signal: limit.signal }).then(
    () => timeoutPayload(requestId, INIT_TIME / 1000),
    () => undefined,
  );
  const loaded = worker.initialized.then((payload): ErrorPayload | undefined =>
    payload === undefined ? undefined : parseErrorPayload(payload.toString()),
  );
  const failure = await Promise.race([loaded, worker.ended.then((end) => endedPayload(requestId, end)), timedOut]);
  limit.abort();
  return failure;
}

interface OneInvoke {
  readonly worker: RuntimeProcess;
  /** Resolves when the process has ended. */
  readonly ended: Promise<ProcessEnd>;
  readonly options: FunctionOptions;
  readonly requestId: string;
}

/** Milliseconds until it was ready; undefined where that took so long that the invoke's own time has begun. */
async function readyIn({ ready }: Runtime, { ended, options: { inspect } }: OneInvoke): Promise<number | undefined> {
  const limit = new AbortController();
  const waits = inspect === undefined ? [setTimeout(INIT_TIME, undefined, { signal: limit.signal })] : [];
  const duration = await Promise.race([
    ready,
    ended.then(() => undefined),
    ...waits.map((wait) => wait.catch(() => undefined)),
  ]);
  limit.abort();
  return duration;
}

async function outcomeOf(request: InvokeRequest, one: OneInvoke): Promise<Outcome> {
  const { worker, requestId, options } = one;
  const { name, timeout, inspect } = options;
  const milliseconds = timeout * 1000;
  const limit = new AbortController();
  const timedOut = setTimeout(milliseconds, { kind: "timeout" } as const, { signal: limit.signal }).catch(
    () => ({ kind: "timeout" }) as const,
  );
  const answer = worker.initialized.then(async (payload): Promise<Outcome> => {
    if (payload !== undefined) return { kind: "init-error", payload };
    const given = await worker.invoke({
      requestId,
      event: request.event,
      deadline: Date.now() + milliseconds,
      functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
      traceId: traceOf(requestId),
      clientContext: request.clientContext,
    });
    return given.kind === "stream" ? streamedOutcome(given, request) : given;
  });
  const ended = one.ended.then((end): Outcome => ({ kind: "ended", end }));
  // With a debugger, time stands still.
  const outcome = await Promise.race([answer, ended, ...(inspect === undefined ? [timedOut] : [])]);
  limit.abort();
  return outcome;
}

function traceOf(requestId: string): string {
  const hex = requestId.replaceAll("-", "");
  return `Root=1-${hex.slice(0, 8)}-${hex.slice(8)};Parent=${hex.slice(0, 16)};Sampled=0`;
}

interface Answered {
  readonly payload: Buffer;
  readonly failed: boolean;
}

function payloadOf(outcome: Outcome, { options, requestId }: OneInvoke): Answered {
  if (outcome.kind === "response") return { payload: outcome.body, failed: false };
  if (outcome.kind === "error" || outcome.kind === "init-error") return { payload: outcome.payload, failed: true };
  const error =
    outcome.kind === "timeout" ? timeoutPayload(requestId, options.timeout) : endedPayload(requestId, outcome.end);
  return { payload: toJson(error), failed: true };
}

/** Milliseconds after which the end of a process is known for sure. */
const END_KNOWN = 300;

/** A response that comes piece by piece is as subject to the timeout, and to the end of its process, as any other. */
async function streamedOutcome(answer: StreamedAnswer, { onStream }: InvokeRequest): Promise<Outcome> {
  const chunks: Buffer[] = [];
  try {
    if (onStream === undefined) for await (const chunk of answer.body) chunks.push(chunk);
    else await onStream(answer);
  } catch {
    // Who sent it, or who reads it, has gone. That a process has ended is known a little later, and says more.
    await setTimeout(END_KNOWN);
    return { kind: "error", payload: toJson(errorPayload("Runtime.TruncatedResponse", "Response payload truncated")) };
  }
  const error = answer.error();
  return error === undefined
    ? { kind: "response", body: Buffer.concat(chunks) }
    : { kind: "error", payload: toJson(error) };
}

function toJson(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** Milliseconds that a process has to be ready again; one that takes longer works on, and the next invoke gets another one. */
const READY_AGAIN = 50;

/** Milliseconds that are waited for the last output of one that goes on to print. */
const LAST_OUTPUT = 200;

/**
 * What a process has printed before its answer lies in a pipe already and is read in the next turns of the event loop; most are
 * ready for the next invoke by then.
 */
async function lastOutput({ worker, ended }: OneInvoke): Promise<void> {
  const begun = performance.now();
  const limit = new AbortController();
  const waited = setTimeout(READY_AGAIN, undefined, { signal: limit.signal }).catch(() => undefined);
  await Promise.race([worker.idle(), ended, waited]);
  limit.abort();
  let heard: number;
  do {
    heard = worker.outputs();
    await setImmediate();
  } while (worker.outputs() !== heard && performance.now() - begun < LAST_OUTPUT);
}
