import { InvokeCommand, InvokeWithResponseStreamCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { onTestFinished } from "vitest";
import type { FunctionOptions } from "../src/function-options.ts";
import type { InvokeResult } from "../src/function/invoke-once.ts";
import { openInvokeServer } from "../src/server/open-invoke-server.ts";
import { openTestFunction } from "./open-test-function.ts";
import type { TestFunction } from "./open-test-function.ts";

type Call = Omit<InvokeCommandInput, "FunctionName"> & { readonly event?: unknown };

export interface ServedRobot {
  readonly port: number;
  readonly client: LambdaClient;
  readonly robot: TestFunction;
  /** Every invoke that has ended. */
  readonly invoked: readonly InvokeResult[];
  /** What could not be invoked. */
  readonly failed: readonly unknown[];
  /** As @aws-sdk/client-lambda does; the payload is parsed. */
  readonly invoke: (call?: Call, name?: string) => Promise<Omit<InvokeCommandOutput, "Payload"> & { payload: unknown }>;
  /** The pieces of a response, and how it ended. */
  readonly stream: (event?: unknown, logType?: "Tail") => Promise<{ chunks: readonly string[]; end: unknown }>;
  readonly close: () => Promise<void>;
}

/** A client of AWS for a server on this machine; every request is sent once. */
export function clientOf(port: number): LambdaClient {
  const credentials = { accessKeyId: "none", secretAccessKey: "none" };
  const client = new LambdaClient({ endpoint: `http://127.0.0.1:${port}`, region: "us-east-1", credentials });
  onTestFinished(() => client.destroy());
  return client;
}

/** A function out of `index.js`, served by the name `robot` until the test has ended. */
export async function serveRobot(source: string, options: Partial<FunctionOptions> = {}): Promise<ServedRobot> {
  const robot = await openTestFunction(source, options);
  const invoked: InvokeResult[] = [];
  const failed: unknown[] = [];
  const server = await openInvokeServer({
    functions: new Map([["robot", robot]]),
    port: 0,
    onInvoked: (_name, result) => invoked.push(result),
    onFailed: (_name, error) => failed.push(error),
  });
  onTestFinished(server.close);
  const client = clientOf(server.port);
  return {
    port: server.port,
    close: server.close,
    client,
    robot,
    invoked,
    failed,
    invoke: async ({ event = {}, ...call } = {}, name = "robot") => {
      const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event), ...call });
      const { Payload, ...answer } = await client.send(command);
      const text = Payload?.transformToString() ?? "";
      return { ...answer, payload: text === "" ? undefined : JSON.parse(text) };
    },
    stream: async (event = {}, LogType) => {
      const Payload = JSON.stringify(event);
      const command = new InvokeWithResponseStreamCommand({ FunctionName: "robot", Payload, LogType });
      const { EventStream } = await client.send(command);
      const chunks: string[] = [];
      let end: unknown;
      for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
        if (PayloadChunk !== undefined) chunks.push(Buffer.from(PayloadChunk.Payload ?? []).toString());
        if (InvokeComplete !== undefined) end = InvokeComplete;
      }
      return { chunks, end };
    },
  };
}
