import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { execa, type Options } from "execa";
import { main } from "../../packages/lambda-pack/src/cli/main.ts";
import { buildCommand } from "./build-command.ts";

/** How one run of the command ended. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command line in this process, as in a pipe. */
export async function runCommand(argv: readonly string[], cwd: string): Promise<CommandResult> {
  const stdout = textStream();
  const stderr = textStream();
  const exitCode = await main(argv, {
    stdout,
    stderr,
    cwd,
    signal: new AbortController().signal,
    env: { NO_COLOR: undefined, CI: undefined, TERM: undefined },
    credentials: {},
    readInput: async () => "",
    tool: () => ({ version: "0.0.0-test", bugs: undefined, files: undefined, node: ">=20.19.0" }),
    host: () => ({
      versions: { node: process.versions.node, zlib: process.versions.zlib },
      platform: process.platform,
      arch: process.arch,
      release: "0.0.0-test",
      home: "/home/ada",
      toolDir: "/home/ada/lambda-pack",
    }),
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

interface TextStream {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly write: (text: string) => void;
  readonly text: () => string;
}

function textStream(): TextStream {
  let written = "";
  return {
    isTerminal: false,
    columns: undefined,
    write: (text) => {
      written += text;
    },
    text: () => written,
  };
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
