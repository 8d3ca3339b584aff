import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseEnv, promisify } from "node:util";
import { defined, lambdaLimits, PackError, systemReason } from "@lambda-pack/model";
import { ownNode } from "@lambda-pack/runtime";
import type { FunctionOptions } from "@lambda-pack/runtime";
import { assertRegularFile } from "../config/assert-regular-file.ts";
import { handlerOf } from "./handler-of.ts";
import type { InspectedBundle } from "../bundle/with-bundle.ts";

/** How a function is to be run, as the command line says it. */
export interface RunOptions {
  /** Absolute; relative paths are taken from here. */
  readonly cwd: string;
  /** `KEY=value`, checked by `environmentFaults`. */
  readonly env: readonly string[];
  /** A file of such lines. */
  readonly envFile: string | undefined;
  /** Seconds. */
  readonly timeout: number | undefined;
  /** MB. */
  readonly memory: number | undefined;
  /** Path of another Node.js. */
  readonly node: string | undefined;
  /** What gives the function access to AWS, where that is wanted. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly inspect: number | undefined;
  /** Absolute path of a file; what the function opens is added to it. */
  readonly record: string | undefined;
}

/** The function of a bundle, as it would be configured on Lambda. */
export async function functionOptions(opened: InspectedBundle, run: RunOptions): Promise<FunctionOptions> {
  const { label } = opened.bundle;
  return {
    name: functionNameOf(label),
    handler: await handlerOf(opened),
    runtime: opened.options.runtime,
    memory: run.memory ?? lambdaLimits.memory.unasked,
    timeout: run.timeout ?? lambdaLimits.timeout.unasked,
    env: { ...run.credentials, ...(await readEnvFile(run)), ...Object.fromEntries(run.env.map(pairOf)) },
    node: await findNode(run),
    inspect: run.inspect,
  };
}

/** A sentence about each variable that is not `KEY=value`. */
export function environmentFaults(env: readonly string[]): readonly string[] {
  return env.flatMap((text) =>
    /^[A-Za-z_]\w*=/u.test(text) ? [] : [`--env takes KEY=value, not ${JSON.stringify(text)}.`],
  );
}

/** Without the scope, the directory and `.zip`, and of the characters that a function's name may have. */
export function functionNameOf(label: string): string {
  const last = label.split(/[\\/]/u).at(-1) ?? label;
  return last.replace(/\.zip$/u, "").replaceAll(/[^\w.-]+/gu, "-");
}

function pairOf(text: string): readonly [string, string] {
  const equals = text.indexOf("=");
  return [text.slice(0, equals), text.slice(equals + 1)];
}

async function readEnvFile({ envFile, cwd }: RunOptions): Promise<Readonly<Record<string, string>>> {
  if (envFile === undefined) return {};
  try {
    const file = resolve(cwd, envFile);
    await assertRegularFile(file);
    const parsed = parseEnv(await readFile(file, "utf8"));
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
  } catch (cause) {
    throw new PackError("FILE_UNREADABLE", `The environment file ${envFile} cannot be read: ${systemReason(cause)}.`, {
      hint: "Pass a file of KEY=value lines to --env-file.",
      details: { path: envFile },
      cause,
    });
  }
}

async function findNode({ node, cwd }: RunOptions): Promise<FunctionOptions["node"]> {
  if (node === undefined) return ownNode;
  const path = /[\\/]/u.test(node) ? resolve(cwd, node) : node;
  try {
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 10_000 });
    const [, major] = /^v(\d+)\./u.exec(stdout) ?? [];
    if (major !== undefined) return { path, major: Number(major) };
  } catch (cause) {
    throw noNode(node, systemReason(cause), cause);
  }
  throw noNode(node, "it does not print a version as Node.js does");
}

function noNode(node: string, reason: string, cause?: unknown): PackError {
  return new PackError("NODE_UNUSABLE", `${node} cannot run the function: ${reason}.`, {
    hint: "Pass the path of a node program to --node; the npm package node has every version.",
    details: { path: node },
    ...defined({ cause }),
  });
}
