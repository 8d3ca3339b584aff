import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { lambdaLimits } from "@lambda-pack/model";
import { errorPayload } from "../error-payload.ts";
import type { ErrorPayload } from "../error-payload.ts";
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
  /** `host:port`, without a scheme, as AWS_LAMBDA_RUNTIME_API has it. */
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

/** Starts the API on a port of its own, which only this machine can reach. */
export async function openRuntimeApi(): Promise<RuntimeApi> {
  const state = new ApiState();
  const server = createServer((request, response) => {
    route(state, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 0;
  const port = await listen(server);
  return {
    address: `127.0.0.1:${port}`,
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

async function route(state: ApiState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const call = `${request.method ?? ""} ${path.replace(/^\/2018-06-01\/runtime/u, "")}`;
  if (call === "GET /invocation/next") return state.wait(response);
  if (call === "POST /init/error") {
    state.failInit(await readBody(request, Infinity));
    return accept(response);
  }
  const [, id = "", what] = /^POST \/invocation\/([^/]+)\/(response|error)$/u.exec(call) ?? [];
  if (what === undefined) return refuse(response, 404, errorPayload("NotFound", "There is no such path."));
  const current = state.open(decodeURIComponent(id));
  if (current === undefined) return refuse(response, 400, errorPayload("InvalidRequestID", "Invalid request ID"));
  if (what === "error") {
    state.answer(current, { kind: "error", payload: await readBody(request, Infinity) });
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
  return encoded === undefined ? undefined : JSON.parse(Buffer.from(encoded, "base64").toString());
}

/** Stops to keep what comes once there are more bytes than `most`. */
async function readBody(request: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (bytes <= most) chunks.push(chunk);
    bytes += chunk.length;
  }
  return Buffer.concat(chunks);
}

function accept(response: ServerResponse): void {
  if (!response.writableEnded) response.writeHead(202, { "Content-Type": "application/json" }).end('{"status":"OK"}');
}

function refuse(response: ServerResponse, status: number, payload: ErrorPayload): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(payload));
}
