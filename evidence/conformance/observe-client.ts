import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { ErrorPayload } from "../../packages/runtime/src/error-payload.ts";
import { functionEnvironment } from "../../packages/runtime/src/process/function-environment.ts";
import type { FunctionOptions } from "../../packages/runtime/src/function-options.ts";
import { openRuntimeApi } from "../../packages/runtime/src/api/runtime-api.ts";
import type { RuntimeAnswer, RuntimeApi, RuntimeInvoke } from "../../packages/runtime/src/api/runtime-api.ts";
import { runtimeFlags } from "../../packages/runtime/src/process/node-flags.ts";
import type { Client } from "./clients.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import type { TestedNode } from "./nodes.ts";

/** What a client answered to one invoke. */
export type Answer =
  | { readonly kind: "response"; readonly body: string }
  | { readonly kind: "error" | "init error"; readonly error: ErrorPayload }
  | {
      readonly kind: "stream";
      readonly contentType: string;
      readonly body: string;
      readonly error: ErrorPayload | undefined;
    }
  /** Neither answers nor ends. */
  | { readonly kind: "nothing" }
  /** It ended before it answered. */
  | { readonly kind: "end" };

/** All that can be seen of a client from outside. */
export interface Observation {
  readonly answers: readonly Answer[];
  /** The exit code, or that it waits for more invokes. */
  readonly end: number | "waits" | "hangs";
  /** What it wrote to standard output. */
  readonly output: Buffer;
}

export interface ObservedRun {
  readonly client: Client;
  readonly node: TestedNode;
  readonly tested: ConformanceCase;
  readonly runtime: string;
  /** Where the case's files are. */
  readonly taskRoot: string;
}

/** Milliseconds after which nothing is to be expected any more: few where that is the case's point, many for a busy machine. */
const patienceFor = ({ hangs }: ConformanceCase) => (hangs === true ? 3000 : 25_000);

/** Runs a case's invokes on a client, against our Runtime API. */
export async function observeClient(run: ObservedRun): Promise<Observation> {
  const api = await openRuntimeApi({ secret: "none" });
  const child = start(run, api.address);
  const output: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr?.resume();
  const ended = once(child, "close").then(([code]: unknown[]) => (typeof code === "number" ? code : -1));
  try {
    const answers: Answer[] = [];
    for (const [number, event] of (run.tested.events ?? [{}]).entries()) {
      const invoke = invokeOf(run.tested, number, event);
      const answer = await answerOf({ api, ended, invoke, patience: patienceFor(run.tested) });
      answers.push(answer);
      if (answer.kind !== "response" && answer.kind !== "error" && answer.kind !== "stream") break;
    }
    return { answers, end: await endOf(answers, { api, ended }), output: Buffer.concat(output) };
  } finally {
    child.kill("SIGKILL");
    await ended;
    api.close();
  }
}

/** Milliseconds in which a process that is about to end does so. */
const END_TIME = 10_000;

/** One that has not loaded its handler ends; one that answers nothing goes on doing so. */
async function endOf(
  answers: readonly Answer[],
  { api, ended }: Pick<Asked, "api" | "ended">,
): Promise<Observation["end"]> {
  const last = answers.at(-1)?.kind;
  if (last === "nothing") return "hangs";
  const limit = new AbortController();
  const hangs = setTimeout(END_TIME, "hangs" as const, { signal: limit.signal }).catch(() => "hangs" as const);
  const waits = last === "init error" ? [] : [api.idle().then(() => "waits" as const)];
  const end = await Promise.race([ended, hangs, ...waits]);
  limit.abort();
  return end;
}

function start({ client, node, tested, runtime, taskRoot }: ObservedRun, api: string): ChildProcess {
  const handler = tested.handler ?? "index.handler";
  const env = { ...tested.env, ...client.env };
  const options: FunctionOptions = { name: "tide", handler, runtime, memory: 256, timeout: 3, env, node };
  const temporary = path.join(taskRoot, "tmp");
  const place = { taskRoot, temporary, api, logStream: "harbour" };
  return spawn(node.path, [...runtimeFlags(node.major, ""), ...client.args(handler)], {
    cwd: taskRoot,
    env: { ...functionEnvironment(options, place) },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The same for every client, so that nothing has to be masked. */
function invokeOf({ clientContext }: ConformanceCase, number: number, event: unknown): RuntimeInvoke {
  return {
    requestId: `8476a536-e9f4-11e8-9739-2dfe598c3fc${number}`,
    event: Buffer.from(typeof event === "string" ? event : JSON.stringify(event)),
    deadline: Date.now() + 60_000,
    functionArn: "arn:aws:lambda:us-east-1:123456789012:function:tide",
    traceId: `Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e70${number};Parent=9a9197af755a6419;Sampled=1`,
    clientContext,
  };
}

interface Asked {
  readonly api: RuntimeApi;
  readonly ended: Promise<number>;
  readonly invoke: RuntimeInvoke;
  readonly patience: number;
}

async function answerOf({ api, ended, invoke, patience }: Asked): Promise<Answer> {
  const limit = new AbortController();
  const answered = api.initialized.then(async (error) =>
    error === undefined ? readAnswer(await api.invoke(invoke)) : ({ kind: "init error", error: parse(error) } as const),
  );
  const answer = await Promise.race([
    answered,
    // An answer that came just before the end counts.
    ended.then(() => Promise.race([answered, setTimeout(250, { kind: "end" } as const)])),
    setTimeout(patience, { kind: "nothing" } as const, { signal: limit.signal }).catch(
      () => ({ kind: "nothing" }) as const,
    ),
  ]);
  limit.abort();
  return answer;
}

async function readAnswer(answer: RuntimeAnswer): Promise<Answer> {
  if (answer.kind === "response") return { kind: "response", body: answer.body.toString() };
  if (answer.kind === "error") return { kind: "error", error: parse(answer.payload) };
  const { contentType, body, error } = answer;
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch {
    return { kind: "end" };
  }
  return { kind: "stream", contentType, body: Buffer.concat(chunks).toString(), error: error() };
}

function parse(payload: Buffer): ErrorPayload {
  return JSON.parse(payload.toString());
}
