import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { execa, type Options } from "execa";
import { main } from "../../packages/lambda-pack/src/cli/main.ts";
import { plainEnvironment } from "../../scripts/tools.ts";

/** How one run of the command ended. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const { resolve } = createRequire(import.meta.url);

/** What Node is given to run the real command from its sources, so that no build can be out of date. */
export const binArguments: readonly string[] = [
  "--conditions=source",
  `--import=${pathToFileURL(resolve("tsx")).href}`,
  path.join(import.meta.dirname, "..", "..", "packages", "lambda-pack", "src", "bin.ts"),
];

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
    tool: { version: "0.0.0-test", bugs: undefined },
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
  const { exitCode, stdout, stderr } = await execa(process.execPath, [...binArguments, ...argv], {
    ...options,
    cwd,
    extendEnv: false,
    env: { ...plainEnvironment(), ...env },
    reject: false,
  });
  return { exitCode: exitCode ?? -1, stdout, stderr };
}
