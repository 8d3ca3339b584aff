import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { PackError, systemCode, systemReason } from "@lambda-pack/model";
import type { InvokeResult } from "./invoke-once.ts";
import { answerInvoke } from "./answer-invoke.ts";
import { answerStreamingInvoke } from "./answer-streaming-invoke.ts";
import { functionName } from "./function-name.ts";
import type { LambdaFunction } from "./open-function.ts";
import { refuse } from "./refuse.ts";

export interface InvokeServerOptions {
  /** By the name that it is invoked by. Looked up for each invoke. */
  readonly functions: ReadonlyMap<string, Pick<LambdaFunction, "invoke">>;
  /** 0 is any that is free. */
  readonly port: number;
  /** Called after each invoke. */
  readonly onInvoked: (name: string, result: InvokeResult) => void;
}

export interface InvokeServer {
  readonly port: number;
  /** Answers no more requests; those that are under way are cut off. */
  readonly close: () => Promise<void>;
}

/**
 * Answers what clients of Lambda ask to have a function invoked (AWS Lambda API reference, Invoke and InvokeWithResponseStream).
 * Only this machine reaches it, and no web page: whoever asks in the name of another host, or from a page, is refused.
 */
export async function openInvokeServer(options: InvokeServerOptions): Promise<InvokeServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, { status: 500, type: "ServiceException", message: String(error) });
    });
  });
  const port = await listen(server, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on("error", (error) => reject(portError(port, error)));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function portError(port: number, cause: Error): PackError {
  const reason = systemCode(cause) === "EADDRINUSE" ? "another program listens there" : systemReason(cause);
  return new PackError("PORT_UNUSABLE", `Port ${port} of 127.0.0.1 cannot be used: ${reason}.`, {
    hint: "End that program, or choose another port with --port; 0 takes any that is free.",
    details: { port },
    cause,
  });
}

const paths = [
  [/^\/2015-03-31\/functions\/([^/]+)\/invocations$/u, answerInvoke],
  [/^\/2021-11-15\/functions\/([^/]+)\/response-streaming-invocations$/u, answerStreamingInvoke],
] as const;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { functions, onInvoked }: InvokeServerOptions,
): Promise<void> {
  if (!isLocal(request)) {
    return refuse(response, {
      status: 403,
      type: "AccessDeniedException",
      message: "Only clients on this machine may invoke.",
    });
  }
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  for (const [pattern, answerWith] of paths) {
    const [, encoded] = pattern.exec(pathname) ?? [];
    if (encoded === undefined || request.method !== "POST") continue;
    const name = functionName(decodeURIComponent(encoded));
    const found = functions.get(name);
    if (found !== undefined) {
      return answerWith({ function: found, request, response, onInvoked: (result) => onInvoked(name, result) });
    }
    const served = [...functions.keys()].join(", ");
    const message = `Function not found: ${name}. Served here: ${served}.`;
    return refuse(response, { status: 404, type: "ResourceNotFoundException", message });
  }
  const message = `There is no ${request.method ?? ""} ${pathname}; invoke by POST /2015-03-31/functions/<name>/invocations.`;
  return refuse(response, { status: 404, type: "UnknownOperationException", message });
}

function isLocal({ headers: { host = "", origin } }: IncomingMessage): boolean {
  const name = host.replace(/:\d+$/u, "");
  return origin === undefined && ["127.0.0.1", "localhost", "[::1]"].includes(name);
}
