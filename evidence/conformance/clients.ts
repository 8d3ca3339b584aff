import path from "node:path";
import { toolDirectory } from "@lambda-pack/test-support/installs/tools";
import { repository } from "@lambda-pack/test-support/repository";
import type { Contract } from "../../packages/model/src/lambda/runtimes.ts";

/** A client of the Runtime API: what runs in a function's process. */
export interface Client {
  /** Arguments of Node.js that start it for a handler. */
  readonly args: (handler: string) => readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where it loads the handler's module from, as messages name it: `/var/runtime/index.mjs` on Lambda. */
  readonly files: readonly string[];
}

/** The releases of AWS's client that stand for the runtimes: 3 up to nodejs22.x, 4 from nodejs24.x on. */
export const ricVersions: Readonly<Record<Contract, string>> = { callback: "3.3.0", promise: "4.0.2" };

const bootstrap = path.join(repository, "packages", "runtime", "src", "process", "bootstrap");
const starter = path.join(import.meta.dirname, "start-aws-client.mjs");

/** Ours. */
export function ownClient(contract: Contract): Client {
  const files = [path.join(bootstrap, contract, `${contract}-loader.mjs`)];
  return { args: () => [path.join(bootstrap, "main.mjs"), contract], env: {}, files };
}

/** AWS's own. It logs as on Lambda, in frames that tell where a record ends, here among the rest on standard output. */
export async function awsClient(contract: Contract): Promise<Client> {
  const tool = `aws-lambda-ric-${ricVersions[contract]}`;
  const directory = path.join(await toolDirectory(tool), "node_modules", "aws-lambda-ric");
  const [start, file] = contract === "callback" ? ["bin/index.mjs", "dist/index.mjs"] : ["index.mjs", "index.mjs"];
  return {
    args: (handler) => [starter, path.join(directory, start), handler],
    env: { _LAMBDA_TELEMETRY_LOG_FD: "1" },
    files: [path.join(directory, file)],
  };
}
