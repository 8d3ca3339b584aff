import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { listDirectory, listFiles } from "@lambda-pack/test-support/disk/list-directory";
import { expect } from "vitest";
import type { CommandResult } from "./run-command.ts";

/** A zip of an earlier run, as far as a run that fails may know. */
const earlierZip = "PK\u0003\u0004 what an earlier run has written";

/** What a refused run said. */
export interface Refusal {
  readonly exitCode: number;
  /** The line on standard error, without its end. */
  readonly line: string;
}

/**
 * Runs a command that must be refused, and holds what is promised of every refusal: one line on standard error and no
 * stack, nothing on standard output, the earlier zip untouched, no file more or less anywhere, no source touched.
 */
export async function refusal(root: string, run: () => Promise<CommandResult>): Promise<Refusal> {
  const outputs = path.join(root, ".lambda-pack");
  const zip = path.join(outputs, "telescope.zip");
  await mkdir(outputs, { recursive: true });
  await writeFile(zip, earlierZip);
  if (!existsSync(path.join(outputs, ".gitignore"))) await writeFile(path.join(outputs, ".gitignore"), "*\n");
  const before = await stateOf(root);

  const { exitCode, stdout, stderr } = await run();
  expect(stderr).toMatch(/^lambda-pack: [^\n]+$/u);
  expect(stderr).not.toMatch(/\s{4}at |node:internal|\.ts:\d/u);
  expect(stdout).toBe("");
  expect(await readFile(zip, "utf8")).toBe(earlierZip);
  expect(await stateOf(root)).toEqual(before);
  return { exitCode, line: stderr };
}

async function stateOf(root: string): Promise<readonly (readonly string[])[]> {
  return [await listDirectory(root, ".lambda-pack"), await listFiles(root)];
}
