import { mkdtemp, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { runBin } from "./run-command.ts";

/** What one run of the real command loaded. */
export interface Loaded {
  /** Packages of others, by name, ordered. */
  readonly packages: readonly string[];
  /** The command's own code, in bytes. */
  readonly ownBytes: number;
}

/** Runs the command, which must succeed, and asks V8 which scripts it ran: neither imports nor `require` get past that. */
export async function loadedBy(argv: readonly string[], cwd: string): Promise<Loaded> {
  const coverage = await mkdtemp(path.join(temporaryDirectory(), "coverage-"));
  const { exitCode, stderr } = await runBin(argv, { cwd, env: { NODE_V8_COVERAGE: coverage } });
  if (exitCode !== 0) throw new Error(`lambda-pack ${argv.join(" ")} failed: ${stderr}`);
  const scripts = await readScripts(coverage);
  const packages = new Set(scripts.flatMap((file) => packageOf(file) ?? []));
  const own = scripts.filter((file) => packageOf(file) === undefined);
  const texts = await Promise.all(own.map((file) => readFile(file)));
  return {
    packages: [...packages].toSorted(),
    ownBytes: texts.reduce((sum, text) => sum + text.length, 0),
  };
}

async function readScripts(coverage: string): Promise<readonly string[]> {
  const files = await readdir(coverage);
  const urls = await Promise.all(
    files.map(async (file) => {
      const { result }: V8Coverage = JSON.parse(await readFile(path.join(coverage, file), "utf8"));
      return result.map(({ url }) => url);
    }),
  );
  return [...new Set(urls.flat())].filter((url) => url.startsWith("file:")).map((url) => fileURLToPath(url));
}

interface V8Coverage {
  readonly result: readonly { readonly url: string }[];
}

function packageOf(file: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(file)?.[1];
}
