import type { IncomingMessage } from "node:http";
import type { Refusal } from "./refuse.ts";

/** An event as a client sent it. */
export interface InvokeEvent {
  /** JSON; `{}` where the client sent nothing. */
  readonly event: Buffer;
  /** JSON. */
  readonly clientContext: string | undefined;
}

/** Reads what a client sent, or returns why it is refused. Rejects when the client goes away. */
export async function readEvent(request: IncomingMessage, most: number): Promise<InvokeEvent | Refusal> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // To its end, whatever comes: a client hears no answer before it has sent all.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
  }
  if (bytes > most) {
    const message = `Request must be smaller than ${most} bytes for the InvokeFunction operation`;
    return { status: 413, type: "RequestTooLargeException", message };
  }
  const event = bytes === 0 ? Buffer.from("{}") : Buffer.concat(chunks);
  const fault = jsonFault(event.toString());
  if (fault !== undefined) return invalid(`Could not parse request body into json: ${fault}`);
  const header = request.headers["x-amz-client-context"];
  if (header === undefined) return { event, clientContext: undefined };
  const clientContext = Buffer.from(String(header), "base64").toString();
  if (jsonFault(clientContext) === undefined) return { event, clientContext };
  return invalid("Client context must be a valid Base64-encoded JSON object.");
}

function invalid(message: string): Refusal {
  return { status: 400, type: "InvalidRequestContentException", message };
}

function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
