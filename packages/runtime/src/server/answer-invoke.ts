import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { defined, lambdaLimits } from "@lambda-pack/model";
import type { InvokeResult } from "../function/invoke-once.ts";
import type { LambdaFunction } from "../function/open-function.ts";
import { readEvent } from "./read-event.ts";
import { refuse } from "./refuse.ts";

export interface InvokeCall {
  readonly function: Pick<LambdaFunction, "invoke">;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly onInvoked: (result: InvokeResult) => void;
}

/** Most bytes of a log's end that an answer carries (AWS Lambda API reference, Invoke, LogType). */
const LOG_TAIL = 4096;

/** Answers an Invoke call of any invocation type. */
export async function answerInvoke({ function: called, request, response, onInvoked }: InvokeCall): Promise<void> {
  const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
  const read = await readEvent(request, type === "Event" ? lambdaLimits.asyncEvent : lambdaLimits.event);
  if ("status" in read) {
    refuse(response, read);
    return;
  }
  if (type === "DryRun") {
    response.writeHead(204, requestId(randomUUID())).end();
    return;
  }
  if (type === "Event") {
    response.writeHead(202, requestId(randomUUID())).end();
    // Only who waits for the answer has a context.
    onInvoked(await called.invoke({ event: read.event }));
    return;
  }
  if (type !== "RequestResponse") {
    const message = `There is no invocation type ${String(type)}.`;
    refuse(response, { status: 400, type: "InvalidParameterValueException", message });
    return;
  }
  const result = await called.invoke(read);
  response.writeHead(200, {
    "Content-Type": "application/json",
    ...requestId(result.requestId),
    "X-Amz-Executed-Version": "$LATEST",
    ...defined({ "X-Amz-Function-Error": result.functionError }),
    ...(request.headers["x-amz-log-type"] === "Tail" ? { "X-Amz-Log-Result": logTail(result.log) } : {}),
  });
  response.end(result.payload);
  onInvoked(result);
}

/** The end of a log in base64. */
export function logTail(log: Buffer): string {
  return log.subarray(-LOG_TAIL).toString("base64");
}

function requestId(id: string): Readonly<Record<string, string>> {
  return { "X-Amzn-RequestId": id };
}
