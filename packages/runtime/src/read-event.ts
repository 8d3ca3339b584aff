import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse } from "./refuse.ts";

/** Most bytes of an event: 6 MiB (Lambda quotas, "Invocation payload"). */
export const MOST_EVENT_BYTES = 6 * 1024 * 1024;

/** An event as a client sent it. */
export interface InvokeEvent {
  /** JSON; `{}` where the client sent nothing. */
  readonly event: Buffer;
  /** JSON. */
  readonly clientContext: string | undefined;
}

/** Reads what a client sent; undefined where it was refused. */
export async function readEvent(request: IncomingMessage, response: ServerResponse): Promise<InvokeEvent | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_EVENT_BYTES) chunks.push(chunk);
  }
  if (bytes > MOST_EVENT_BYTES) {
    const message = `Request must be smaller than ${MOST_EVENT_BYTES} bytes for the InvokeFunction operation`;
    refuse(response, { status: 413, type: "RequestTooLargeException", message });
    return undefined;
  }
  const event = bytes === 0 ? Buffer.from("{}") : Buffer.concat(chunks);
  const fault = jsonFault(event.toString());
  if (fault !== undefined) {
    const message = `Could not parse request body into json: ${fault}`;
    refuse(response, { status: 400, type: "InvalidRequestContentException", message });
    return undefined;
  }
  return { event, clientContext: decoded(request.headers["x-amz-client-context"]) };
}

function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** In base64, as clients send it. */
function decoded(header: string | readonly string[] | undefined): string | undefined {
  if (typeof header !== "string") return undefined;
  const text = Buffer.from(header, "base64").toString();
  return jsonFault(text) === undefined ? text : undefined;
}
