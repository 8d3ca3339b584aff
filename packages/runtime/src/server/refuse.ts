import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

export interface Refusal {
  readonly status: number;
  /** As the API reference names the exception. */
  readonly type: string;
  readonly message: string;
}

/** Answers with an exception of Lambda's API, in the form that its clients understand. */
export function refuse(response: ServerResponse, { status, type, message }: Refusal): void {
  response.writeHead(status, {
    "Content-Type": "application/json",
    "X-Amzn-RequestId": randomUUID(),
    "X-Amzn-ErrorType": type,
  });
  response.end(JSON.stringify({ Type: status < 500 ? "User" : "Service", Message: message }));
}
