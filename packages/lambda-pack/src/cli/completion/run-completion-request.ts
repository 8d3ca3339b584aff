import { resolve } from "node:path";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { completeWords } from "./complete-words.ts";
import { listPaths } from "./list-paths.ts";

/** Answers the script of a shell: a line for each candidate, with its description after a tab. */
export async function runCompletionRequest(words: readonly string[], { cwd, stdout }: Io): Promise<ExitCode> {
  const candidates = await completeWords(words, {
    packageNames: async (dir = "") => readNames(resolve(cwd, dir)),
    paths: (start, suffix) => listPaths(start, { suffix, cwd }),
  });
  const lines = candidates.filter(({ value }) => isOneLine(value)).map(({ value, text }) => `${value}\t${text}\n`);
  stdout.write([...new Set(lines)].join(""));
  return exitCodes.ok;
}

/** An invalid workspace is reported by the command that follows, not in the middle of a line. */
async function readNames(cwd: string): Promise<readonly string[]> {
  try {
    const { listImporterNames } = await import("@lambda-pack/workspace");
    return await listImporterNames(cwd);
  } catch {
    return [];
  }
}

function isOneLine(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}
