import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { lambdaLimits } from "@lambda-pack/model";
import { errorPayload, parseErrorPayload } from "../error-payload.ts";
import type { ErrorPayload } from "../error-payload.ts";
import { isLocal } from "./is-local.ts";
import { readBody } from "./read-body.ts";
import { headerJson } from "./header-json.ts";

/** One invoke, as it is sent to the runtime. */
export interface RuntimeInvoke {
  readonly requestId: string;
  /** JSON. */
  readonly event: Uint8Array;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly functionArn: string;
  readonly traceId: string;
  /** JSON, where the caller sent one. */
  readonly clientContext?: string | undefined;
}

/** What a runtime said to an invoke. */
export type RuntimeAnswer =
  | { readonly kind: "response"; readonly body: Buffer }
  | { readonly kind: "error"; readonly payload: Buffer }
  | StreamedAnswer;

/** A response that comes piece by piece. */
export interface StreamedAnswer {
  readonly kind: "stream";
  readonly contentType: string;
  readonly body: AsyncIterable<Buffer>;
  /** Known when the body has ended: why the handler broke off, where it did. */
  readonly error: () => ErrorPayload | undefined;
}

/** A Runtime API for one runtime process (Lambda Developer Guide, "Custom runtime API"). */
export interface RuntimeApi {
  /** `host:port/secret`, without a scheme: AWS_LAMBDA_RUNTIME_API of the runtime. */
  readonly address: string;
  /** Resolves with undefined when the runtime asks for its first invoke, or with the error that it could not start for. */
  readonly initialized: Promise<Buffer | undefined>;
  /** Hands an invoke to the runtime, and resolves when it answers. One at a time. */
  readonly invoke: (invoke: RuntimeInvoke) => Promise<RuntimeAnswer>;
  /** Whether the runtime waits for an invoke. */
  readonly isIdle: () => boolean;
  /** Resolves when it does. */
  readonly idle: () => Promise<void>;
  readonly close: () => void;
}

export interface RuntimeApiOptions {
  /** For clients that take `host:port` alone out of AWS_LAMBDA_RUNTIME_API, as one of AWS's does for streams: then no secret is needed. */
  readonly secret?: "none";
}

/**
 * Starts the API on a port of its own, which only this machine can reach. The path begins with a secret of the runtime: another program
 * or a web page that finds the port neither gets an event nor answers one.
 */
export async function openRuntimeApi({ secret }: RuntimeApiOptions = {}): Promise<RuntimeApi> {
  const state = new ApiState();
  const prefix = secret === "none" ? "" : `/${randomUUID()}`;
  const server = createServer((request, response) => {
    const answered = isLocal(request) ? route({ state, prefix }, request, response) : refuse(response, 403, foreign);
    Promise.resolve(answered).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 0;
  const port = await listen(server);
  return {
    address: `127.0.0.1:${port}${prefix}`,
    initialized: state.initialized,
    invoke: (invoke) => state.invoke(invoke),
    isIdle: () => state.isIdle(),
    idle: () => state.idle(),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

interface CurrentInvoke {
  readonly invoke: RuntimeInvoke;
  readonly resolve: (answer: RuntimeAnswer) => void;
  /** The runtime has it. */
  sent: boolean;
  answered: boolean;
}

/** What the API knows of its runtime: whether it waits, and what it works on. */
class ApiState {
  readonly initialized: Promise<Buffer | undefined>;
  #resolveInitialized: (error: Buffer | undefined) => void = () => undefined;
  #waiting: ServerResponse | undefined;
  #current: CurrentInvoke | undefined;
  readonly #onIdle: (() => void)[] = [];

  constructor() {
    this.initialized = new Promise((resolve) => {
      this.#resolveInitialized = resolve;
    });
  }

  failInit(payload: Buffer): void {
    this.#resolveInitialized(payload);
  }

  /** AWS's own client may ask for the next invoke before its answer to the current one has come: none is sent twice. */
  wait(response: ServerResponse): void {
    this.#waiting = response;
    this.#resolveInitialized(undefined);
    if (this.#current?.sent === false) this.#send(this.#current);
    else this.#tellIdle();
  }

  isIdle(): boolean {
    return this.#waiting !== undefined && this.#current?.answered !== false;
  }

  async idle(): Promise<void> {
    if (this.isIdle()) return;
    await new Promise<void>((resolve) => this.#onIdle.push(resolve));
  }

  invoke(invoke: RuntimeInvoke): Promise<RuntimeAnswer> {
    return new Promise((resolve) => {
      this.#current = { invoke, resolve, sent: false, answered: false };
      if (this.#waiting !== undefined) this.#send(this.#current);
    });
  }

  answer(current: CurrentInvoke, answer: RuntimeAnswer): void {
    current.answered = true;
    current.resolve(answer);
    this.#tellIdle();
  }

  /** The invoke of that id while it is not answered. */
  open(id: string): CurrentInvoke | undefined {
    const current = this.#current;
    return current?.invoke.requestId === id && !current.answered ? current : undefined;
  }

  #tellIdle(): void {
    if (this.isIdle()) for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  #send(current: CurrentInvoke): void {
    const { requestId, event, deadline, functionArn, traceId, clientContext } = current.invoke;
    current.sent = true;
    this.#waiting?.writeHead(200, {
      "Content-Type": "application/json",
      "Lambda-Runtime-Aws-Request-Id": requestId,
      "Lambda-Runtime-Deadline-Ms": `${deadline}`,
      "Lambda-Runtime-Invoked-Function-Arn": functionArn,
      "Lambda-Runtime-Trace-Id": traceId,
      ...(clientContext === undefined ? {} : { "Lambda-Runtime-Client-Context": headerJson(clientContext) }),
    });
    this.#waiting?.end(event);
    this.#waiting = undefined;
  }
}

const foreign = errorPayload("AccessDenied", "Only the function's own process may call its Runtime API.");

interface Served {
  readonly state: ApiState;
  /** What paths begin with. */
  readonly prefix: string;
}

async function route({ state, prefix }: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (!path.startsWith(`${prefix}/`)) return refuse(response, 403, foreign);
  const call = `${request.method ?? ""} ${path.slice(prefix.length).replace(/^\/2018-06-01\/runtime/u, "")}`;
  if (call === "GET /invocation/next") return state.wait(response);
  if (call === "POST /init/error") {
    state.failInit(await readBody(request, lambdaLimits.response));
    return accept(response);
  }
  const [, id = "", what] = /^POST \/invocation\/([^/]+)\/(response|error)$/u.exec(call) ?? [];
  if (what === undefined) return refuse(response, 404, errorPayload("NotFound", "There is no such path."));
  const current = state.open(decodeURIComponent(id));
  if (current === undefined) return refuse(response, 400, errorPayload("InvalidRequestID", "Invalid request ID"));
  if (what === "error") {
    state.answer(current, { kind: "error", payload: await readBody(request, lambdaLimits.response) });
    return accept(response);
  }
  return takeResponse((given) => state.answer(current, given), request, response);
}

async function takeResponse(
  answer: (given: RuntimeAnswer) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const mode = request.headers["lambda-runtime-function-response-mode"];
  if (mode === "streaming") {
    answer(streamedAnswer(request));
    request.on("close", () => accept(response));
    return;
  }
  if (mode !== undefined) {
    return refuse(response, 400, errorPayload("InvalidFunctionResponseMode", `Unknown response mode ${String(mode)}`));
  }
  const body = await readBody(request, lambdaLimits.response);
  if (body.length > lambdaLimits.response) {
    const limit = `maximum allowed payload size (${lambdaLimits.response} bytes).`;
    const tooLarge = errorPayload("Function.ResponseSizeTooLarge", `Response payload size exceeded ${limit}`);
    answer({ kind: "error", payload: Buffer.from(JSON.stringify(tooLarge)) });
    return refuse(response, 413, errorPayload("RequestEntityTooLarge", `Exceeded ${limit}`));
  }
  answer({ kind: "response", body });
  accept(response);
}

function streamedAnswer(request: IncomingMessage): StreamedAnswer {
  return {
    kind: "stream",
    contentType: request.headers["content-type"] ?? "application/octet-stream",
    body: request,
    error: () => trailerError(request.trailers["lambda-runtime-function-error-body"]),
  };
}

function trailerError(encoded: string | undefined): ErrorPayload | undefined {
  return encoded === undefined ? undefined : parseErrorPayload(Buffer.from(encoded, "base64").toString());
}

function accept(response: ServerResponse): void {
  if (!response.writableEnded) response.writeHead(202, { "Content-Type": "application/json" }).end('{"status":"OK"}');
}

function refuse(response: ServerResponse, status: number, payload: ErrorPayload): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(payload));
}
