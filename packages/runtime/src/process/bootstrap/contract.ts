/** Headers of an invoke: Node.js joins those that are there more than once. */
export type InvokeHeaders = Readonly<Record<string, string | undefined>>;

/** What a handler's module exports, with the marks of handlers that stream their responses. */
export type Handler = ((...values: unknown[]) => unknown) & Record<symbol, unknown>;

/** What a module exports, and what lies in there. */
export type Exports = Readonly<Record<string, unknown>>;

/** An error as it is sent to the Runtime API. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type ErrorClass = new (message?: string) => Error;

/** The errors that loading and streaming end in: each contract has its own. */
export interface RuntimeErrors {
  readonly HandlerNotFound: ErrorClass;
  readonly ImportModuleError: new (thrown: object) => Error;
  readonly InvalidStreamingOperation: ErrorClass;
  readonly MalformedHandlerName: ErrorClass;
  readonly MalformedStreamingHandler: ErrorClass;
  readonly UserCodeSyntaxError: new (thrown: SyntaxError) => Error;
}

/** Logs an error of the runtime. */
export type LogError = (message: string, thrown: unknown) => void;

/** What is done when the handler has left nothing that could still happen. */
export interface EmptyLoop {
  do: () => void;
}

/** How a handler streams. */
export interface Streaming {
  readonly highWaterMark?: number;
}

/** What a handler that streams writes to. */
export interface ResponseStream {
  readonly write: (chunk: unknown, encoding: BufferEncoding, callback?: (error?: Error | null) => void) => boolean;
  readonly setContentType: (type: string) => void;
  readonly writableFinished?: boolean;
  _onBeforeFirstWrite?: ((write: (head: string | Uint8Array) => void) => void) | undefined;
}

declare global {
  // oxlint-disable-next-line no-var -- only `var` declares what is a property of `globalThis`.
  var awslambda: Record<string, unknown> | undefined;
}
