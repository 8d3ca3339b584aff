import { chmod, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { botland, botlandLinks } from "./botland.ts";
import type { RecipeStep } from "./read-recipes.ts";

const repository = path.join(import.meta.dirname, "..", "..");

export interface RecipeSite {
  /** Root of the monorepo. */
  readonly root: string;
  /** Runs commands in bash, at the root; the first that fails ends it. Never rejects for an exit code. */
  readonly run: (commands: string) => Promise<{ exitCode: number; stdout: string; stderr: string }>;
  /** What `aws` was called with, each call as one line. */
  readonly awsCalls: () => Promise<readonly string[]>;
  /** From now on the function fails when it is called. */
  readonly breakFunction: () => Promise<void>;
}

/** A new botland below `directory`, with the steps of a recipe done in it; gives what its commands printed. */
export async function tryRecipe(
  steps: readonly RecipeStep[],
  { directory, published }: { readonly directory: string; readonly published: string },
): Promise<RecipeSite & { readonly printed: string }> {
  await mkdir(directory, { recursive: true });
  const site = await makeSite(await mkdtemp(path.join(directory, "site-")), published);
  let printed = "";
  for (const step of steps) {
    if (step.kind !== "run") await writeStep(path.join(site.root, step.file), step);
    else {
      const { exitCode, stdout, stderr } = await site.run(step.content);
      if (exitCode !== 0) throw new Error(`Exit code ${exitCode} of\n${step.content}\n${stdout}\n${stderr}`);
      printed += `${stdout}\n`;
    }
  }
  return { ...site, printed };
}

async function makeSite(directory: string, published: string): Promise<RecipeSite> {
  const root = path.join(directory, "botland");
  const aws = path.join(directory, "aws-state");
  for (const [file, content] of Object.entries(botland)) await writeWhole(path.join(root, file), content);
  for (const [link, target] of Object.entries(botlandLinks)) await linkTo(target, path.join(root, link));
  await linkTo(published, path.join(root, "node_modules", "lambda-pack"));
  await linkTo("../lambda-pack/dist/bin.js", path.join(root, "node_modules", ".bin", "lambda-pack"));
  await linkTo(path.join(repository, "node_modules", ".bin", "lerna"), path.join(root, "node_modules/.bin/lerna"));
  await linkTo(path.join(repository, "node_modules", ".bin", "esbuild"), path.join(root, "node_modules/.bin/esbuild"));
  await mkdir(aws);

  const bin = path.join(directory, "bin");
  await writeProgram(path.join(bin, "aws"), `exec node '${path.join(import.meta.dirname, "fake-aws.mjs")}' "$@"`);
  // The real one asks the registry for news of itself, and takes longer than what it starts.
  await writeProgram(path.join(bin, "npx"), `exec '${root}/node_modules/.bin/'"$@"`);
  const env = {
    PATH: [bin, path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(path.delimiter),
    HOME: directory,
    FAKE_AWS: aws,
    NX_DAEMON: "false",
    NX_ISOLATE_PLUGINS: "false",
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
  };
  const inShell = { cwd: root, env, extendEnv: false, reject: false, stdin: "ignore" } as const;
  return {
    root,
    run: async (commands) => {
      const { exitCode = -1, stdout, stderr } = await execa("bash", ["-euo", "pipefail", "-c", commands], inShell);
      return { exitCode, stdout, stderr };
    },
    awsCalls: async () => {
      const lines = (await readFile(path.join(aws, "calls.jsonl"), "utf8")).trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line).join(" "));
    },
    breakFunction: () => writeFile(path.join(aws, "function-error"), "Unhandled"),
  };
}

async function writeStep(file: string, { kind, content }: Exclude<RecipeStep, { kind: "run" }>): Promise<void> {
  if (kind === "file") return writeWhole(file, content);
  const merged = { ...JSON.parse(await readFile(file, "utf8")), ...JSON.parse(content) };
  await writeFile(file, JSON.stringify(merged, null, 2));
}

async function writeWhole(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function writeProgram(file: string, line: string): Promise<void> {
  await writeWhole(file, `#!/bin/sh\n${line}\n`);
  await chmod(file, 0o755);
}

async function linkTo(target: string, link: string): Promise<void> {
  await mkdir(path.dirname(link), { recursive: true });
  await symlink(target, link);
}
