import type { ServerResponse } from "node:http";
import { lambdaLimits } from "@lambda-pack/model";
import { logTail } from "./answer-invoke.ts";
import type { InvokeCall } from "./answer-invoke.ts";
import { eventMessage } from "./event-stream.ts";
import type { InvokeResult } from "../function/invoke-once.ts";
import { readEvent } from "./read-event.ts";
import { refuse } from "./refuse.ts";
import type { StreamedAnswer } from "../api/runtime-api.ts";

/** Answers an InvokeWithResponseStream call: a message for each piece, then one that says how it ended. */
export async function answerStreamingInvoke({
  function: called,
  request,
  response,
  onInvoked,
}: InvokeCall): Promise<void> {
  const read = await readEvent(request, lambdaLimits.event);
  if ("status" in read) {
    refuse(response, read);
    return;
  }
  const onStream = async ({ body }: StreamedAnswer): Promise<void> => {
    begin(response);
    for await (const chunk of body) if (!response.write(payloadChunk(chunk))) await drained(response);
  };
  const result = await called.invoke({ ...read, onStream });
  begin(response);
  // What was not streamed comes in one piece.
  if (result.functionError === undefined && result.payload.length > 0) response.write(payloadChunk(result.payload));
  response.end(completion(result, request.headers["x-amz-log-type"] === "Tail"));
  onInvoked(result);
}

function begin(response: ServerResponse): void {
  if (response.headersSent) return;
  response.writeHead(200, {
    "Content-Type": "application/vnd.amazon.eventstream",
    "X-Amz-Executed-Version": "$LATEST",
  });
}

/** When the client has gone, what comes is read all the same: the handler works on as if nothing had happened. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

function payloadChunk(chunk: Buffer): Buffer {
  return eventMessage(
    { ":message-type": "event", ":event-type": "PayloadChunk", ":content-type": "application/octet-stream" },
    chunk,
  );
}

function completion({ functionError, payload, log }: InvokeResult, withLog: boolean): Buffer {
  const details = {
    ...(functionError === undefined ? {} : { ErrorCode: errorType(payload), ErrorDetails: payload.toString() }),
    ...(withLog ? { LogResult: logTail(log) } : {}),
  };
  return eventMessage(
    { ":message-type": "event", ":event-type": "InvokeComplete", ":content-type": "application/json" },
    Buffer.from(JSON.stringify(details)),
  );
}

function errorType(payload: Buffer): string {
  try {
    const { errorType: type }: { errorType?: unknown } = JSON.parse(payload.toString());
    return typeof type === "string" ? type : "Unhandled";
  } catch {
    return "Unhandled";
  }
}
