import { once } from "node:events";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";
import { remove } from "fs-extra/esm";
import { beforeAll, afterAll, expect, test } from "vitest";
import type { CommandExample } from "../packages/lambda-pack/src/cli/spec/command-spec.ts";
import { commandSpecs } from "../packages/lambda-pack/src/cli/commands/commands.ts";
import { buildCommand } from "./harness/build-command.ts";

const fixture = path.join(import.meta.dirname, "..", "fixtures", "botland");

let home = "";
let botland = "";

beforeAll(async () => {
  home = makeTemporaryDirectory();
  botland = path.join(home, "botland");
  await installFixture({ fixture, into: botland });
  await makePackable(path.join(botland, "packages", "database", "package.json"));
  await mkdir(path.join(home, ".config", "fish", "completions"), { recursive: true });
  await mkdir(path.join(home, "bin"));
  const command = path.join(home, "bin", "lambda-pack");
  await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${await buildCommand()}' "$@"\n`);
  await chmod(command, 0o755);
  await start("lambda-pack database");
}, 240_000);

afterAll(async () => remove(home));

/** `--all` packs what has this field. */
async function makePackable(file: string): Promise<void> {
  const manifest: Record<string, unknown> = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...manifest, lambdaPack: {} }, null, 2));
}

function start(line: string) {
  const plain = plainEnvironment();
  const env = { ...plain, HOME: home, PATH: `${path.join(home, "bin")}:${plain["PATH"]}` };
  return execa("sh", ["-c", line], { cwd: botland, extendEnv: false, env, reject: false });
}

/** As a user would: one that does not end by itself is interrupted as soon as it says something. */
async function run({ command, endless }: CommandExample) {
  if (endless !== true) return start(command);
  const running = start(`exec ${command}`);
  await Promise.race([once(running.stdout, "data"), once(running.stderr, "data"), running]);
  running.kill("SIGINT");
  return running;
}

const examples: readonly CommandExample[] = commandSpecs.flatMap((spec) => spec.examples);

test.each(examples)(
  "$command works in fixtures/botland",
  async (example) => {
    // What is written to standard error shows why, where it fails.
    const { exitCode, stderr } = await run(example);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  },
  120_000,
);
