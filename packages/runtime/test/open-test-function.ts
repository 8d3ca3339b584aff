import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { ErrorPayload } from "../src/error-payload.ts";
import type { FunctionOptions } from "../src/function-options.ts";
import { openFunction } from "../src/function/open-function.ts";
import type { LambdaFunction } from "../src/function/open-function.ts";
import { ownNode } from "../src/process/own-node.ts";
import { openSandbox } from "../src/sandbox/sandbox.ts";
import type { Sandbox } from "../src/sandbox/sandbox.ts";

export interface Answer<Payload> {
  readonly payload: Payload;
  readonly failed: boolean;
  readonly log: string;
}

export interface TestFunction extends LambdaFunction {
  readonly sandbox: Sandbox;
  /** All that it has logged so far. */
  readonly log: () => string;
  /** Invokes it, with its payload parsed. */
  readonly ask: <Payload = ErrorPayload>(event?: unknown) => Promise<Answer<Payload>>;
}

/** A function out of files, or out of `index.js` alone, that is gone after the test. */
export async function openTestFunction(
  files: string | Readonly<Record<string, string>>,
  options: Partial<FunctionOptions> = {},
): Promise<TestFunction> {
  const sandbox = await openSandbox();
  const entries = typeof files === "string" ? { "index.js": files } : files;
  for (const [path, content] of Object.entries(entries)) {
    const file = join(sandbox.taskRoot, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const chunks: Buffer[] = [];
  const opened = openFunction(
    {
      name: "robot",
      handler: "index.handler",
      runtime: "nodejs22.x",
      memory: 512,
      timeout: 10,
      env: {},
      node: ownNode,
      ...options,
    },
    { sandbox, onLog: (chunk) => void chunks.push(chunk) },
  );
  onTestFinished(async () => {
    await opened.close();
    await sandbox.remove();
  });
  return {
    ...opened,
    sandbox,
    log: () => Buffer.concat(chunks).toString(),
    ask: async (event = {}) => {
      const result = await opened.invoke({ event: Buffer.from(JSON.stringify(event)) });
      return {
        payload: JSON.parse(result.payload.toString()),
        failed: result.functionError !== undefined,
        log: result.log.toString(),
      };
    },
  };
}
