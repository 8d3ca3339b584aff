import { execFileSync } from "node:child_process";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { writeTree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { typeLine } from "./harness/typed-line.ts";
import type { Shell } from "./harness/typed-line.ts";

async function harbour(): Promise<string> {
  const root = temporaryDirectory();
  writeTree(root, {
    "package.json": '{ "name": "harbour", "private": true, "workspaces": ["packages/*"] }',
    "yarn.lock": "this is broken",
    "packages/lighthouse/package.json": '{ "name": "@harbour/lighthouse", "version": "1.0.0" }',
    "packages/tides/package.json": '{ "name": "tides", "version": "1.0.0" }',
    "built/old tides.zip": "",
    "built/notes.txt": "",
  });
  return root;
}

/** Bash is wherever the tests run; the others are where somebody installed them, as .ci/run does. */
const shells = (["bash", "zsh", "fish"] as const).filter((shell) => shell === "bash" || isInstalled(shell));

function isInstalled(shell: Shell): boolean {
  try {
    execFileSync(shell, ["-c", "exit 0"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const lines: readonly (readonly [keys: string, words: readonly string[]])[] = [
  ["rep\tti\t", ["report", "tides"]],
  ["list lig\t--tre\t", ["list", "lighthouse", "--tree"]],
  ["why @h\ttides", ["why", "@harbour/lighthouse", "tides"]],
  ["--arch a\ttides --forma\ttar.\t", ["--arch", "arm64", "tides", "--format", "tar.gz"]],
  ["--arch=a\ttides", ["--arch=arm64", "tides"]],
  ["--runtime=\t4\ttides", ["--runtime=nodejs24.x", "tides"]],
  ["list bu\to\t", ["list", "built/old tides.zip"]],
  ["diff tid\tlig\t", ["diff", "tides", "lighthouse"]],
];

test.each(shells.flatMap((shell) => lines.map(([keys, words]) => [shell, keys, words] as const)))(
  "%s completes %j",
  async (shell, keys, words) => {
    expect(await typeLine({ shell, cwd: await harbour(), keys: `lambda-pack ${keys}` })).toEqual(words);
  },
  120_000,
);
