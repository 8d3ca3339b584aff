import { askedText } from "./argv/asked-text.ts";
import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";

/**
 * Runs one command line, without the program's own name. Only `bin.ts` touches the process. What a command needs is loaded
 * when it runs: the version does not wait for the parts of a pack.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (argv[0] === "completion" && argv[1] === "--") return await answerShell(argv.slice(2), io);
    const text = askedText(argv);
    if (text === undefined) {
      const { runCommand } = await import("./run-command.ts");
      return await runCommand(argv, io);
    }
    io.stdout.write(text === "version" ? `${io.tool().version}\n` : await readHelp(argv, io));
    return exitCodes.ok;
  } catch (error) {
    return printFailure(error, io);
  }
}

/** What no command has caught: what the system refuses, as everywhere, or a bug. */
async function printFailure(error: unknown, io: Io): Promise<ExitCode> {
  const [{ renderBug }, { exitCodeOf, expectedError, printError }] = await Promise.all([
    import("./terminal/render-error.ts"),
    import("./runner/expected-error.ts"),
  ]);
  try {
    const expected = expectedError(error, io);
    printError(expected, { color: true }, io);
    return exitCodeOf(expected, io);
  } catch {
    io.stderr.write(renderBug(error, io.tool()));
    return exitCodes.bug;
  }
}

/** A completion script asks, in the middle of what is being typed. */
async function answerShell(words: readonly string[], io: Io): Promise<ExitCode> {
  const { runCompletionRequest } = await import("./completion/run-completion-request.ts");
  return runCompletionRequest(words, io);
}

/** That of the command that is named, else that of the whole tool. */
async function readHelp(argv: readonly string[], io: Io): Promise<string> {
  const { renderAskedHelp } = await import("./help/render-asked-help.ts");
  return renderAskedHelp(argv, io.stdout);
}
