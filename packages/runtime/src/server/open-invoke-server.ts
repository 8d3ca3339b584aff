import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { isPackError, PackError, systemCode, systemReason } from "@lambda-pack/model";
import type { InvokeResult } from "../function/invoke-once.ts";
import { answerInvoke } from "./answer-invoke.ts";
import type { InvokeCall } from "./answer-invoke.ts";
import { answerStreamingInvoke } from "./answer-streaming-invoke.ts";
import { isLocal } from "../api/is-local.ts";
import { functionName } from "./function-name.ts";
import type { LambdaFunction } from "../function/open-function.ts";
import { refuse } from "./refuse.ts";
import type { Refusal } from "./refuse.ts";

export interface InvokeServerOptions {
  /** By the name that it is invoked by. Looked up for each invoke. */
  readonly functions: ReadonlyMap<string, Pick<LambdaFunction, "invoke">>;
  /** 0 is any that is free. */
  readonly port: number;
  /** Called after each invoke. */
  readonly onInvoked: (name: string, result: InvokeResult) => void;
  /** Called when a function could not be invoked at all. */
  readonly onFailed: (name: string, error: unknown) => void;
}

export interface InvokeServer {
  readonly port: number;
  /** Answers no more requests; those that are under way are cut off. */
  readonly close: () => Promise<void>;
}

/**
 * Answers what clients of Lambda ask to have a function invoked (AWS Lambda API reference, Invoke and InvokeWithResponseStream).
 * Only this machine reaches it, and no web page: a request in the name of another host, or from a page, is refused.
 */
export async function openInvokeServer(options: InvokeServerOptions): Promise<InvokeServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch(() => response.destroy());
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
    hint: "End that program, or choose another port with --port (0 for any free port).",
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
  { functions, onInvoked, onFailed }: InvokeServerOptions,
): Promise<void> {
  const found = isLocal(request) ? findCalled(request, functions) : foreign;
  if ("status" in found) return refuse(response, found);
  const { name, called, answerWith } = found;
  try {
    await answerWith({ function: called, request, response, onInvoked: (result) => onInvoked(name, result) });
  } catch (error) {
    // A client that goes away while it sends its event is no error.
    if (!request.complete) return;
    onFailed(name, error);
    if (!response.headersSent) refuse(response, refusalOf(error));
    else if (!response.writableEnded) response.destroy();
  }
}

const foreign: Refusal = {
  status: 403,
  type: "AccessDeniedException",
  message: "Only clients on this machine may invoke, by the name 127.0.0.1 or localhost, and no web page.",
};

interface Called {
  readonly name: string;
  readonly called: Pick<LambdaFunction, "invoke">;
  readonly answerWith: (call: InvokeCall) => Promise<void>;
}

function findCalled(
  { method = "", url = "" }: IncomingMessage,
  functions: InvokeServerOptions["functions"],
): Called | Refusal {
  const [path = ""] = url.split("?");
  for (const [pattern, answerWith] of paths) {
    const [, encoded] = pattern.exec(path) ?? [];
    if (encoded === undefined || method !== "POST") continue;
    const name = functionName(decoded(encoded));
    const called = functions.get(name);
    if (called !== undefined) return { name, called, answerWith };
    const served = [...functions.keys()].join(", ");
    const message = `Function not found: ${name}. Served here: ${served}.`;
    return { status: 404, type: "ResourceNotFoundException", message };
  }
  const message = `There is no ${method} ${path}; invoke by POST /2015-03-31/functions/<name>/invocations.`;
  return { status: 404, type: "UnknownOperationException", message };
}

/** As it is where it is no encoded text: nothing is called so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What the user can fix is reported, and no client tries again; the rest is a bug. */
function refusalOf(error: unknown): Refusal {
  if (!isPackError(error)) return { status: 500, type: "ServiceException", message: String(error) };
  const message = [error.message, error.hint].filter((text) => text !== undefined).join(" ");
  return { status: 409, type: "ResourceConflictException", message };
}
