import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";
import type { Options } from "execa";
import { main } from "../../packages/lambda-pack/src/cli/main.ts";
import { fakeIo } from "../../packages/lambda-pack/test/cli/fake-io.ts";
import { buildCommand } from "./build-command.ts";

/** How one run of the command ended. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command line in this process, as in a pipe. */
export async function runCommand(argv: readonly string[], cwd: string): Promise<CommandResult> {
  const { versions, platform, arch } = process;
  const host = { versions: { node: versions.node, zlib: versions.zlib }, platform, arch };
  const io = fakeIo({ cwd, env: { TERM: undefined }, host });
  const exitCode = await main(argv, io);
  return { exitCode, stdout: io.out(), stderr: io.err() };
}

/** The real command in a process of its own, with the environment of a user's shell. Never rejects for its exit code. */
export async function runBin(
  argv: readonly string[],
  { cwd, env = {}, ...options }: Pick<Options, "env" | "uid" | "gid" | "cancelSignal"> & { readonly cwd: string },
): Promise<CommandResult> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [await buildCommand(), ...argv], {
    ...options,
    cwd,
    extendEnv: false,
    env: { ...plainEnvironment(), ...env },
    reject: false,
  });
  return { exitCode: exitCode ?? -1, stdout, stderr };
}
