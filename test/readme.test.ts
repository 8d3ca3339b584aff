import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { installFixture } from "../scripts/install-fixture.ts";
import { runCommand } from "./harness/run-command.ts";
import { temporaryDirectory } from "./harness/temporary-directory.ts";

const repository = path.join(import.meta.dirname, "..");

test("the first example of the README is what the command prints for fixtures/botland", async () => {
  const readme = await readFile(path.join(repository, "README.md"), "utf8");
  const [, example] = /```console\n\$ yarn lambda-pack database\n(.*?)```/su.exec(readme) ?? [];
  const botland = path.join(await temporaryDirectory(), "botland");
  await installFixture({ fixture: path.join(repository, "fixtures", "botland"), into: botland });

  const { stdout, exitCode } = await runCommand(["database"], botland);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(example);
}, 240_000);
