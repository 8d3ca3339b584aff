import { readFile } from "node:fs/promises";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { expect, test } from "vitest";
import { runCommand } from "../../test/harness/run-command.ts";

test("the first example of the README is what the command prints for fixtures/botland", async () => {
  const readme = await readFile(path.join(repository, "README.md"), "utf8");
  const [, example] = /```console\n\$ yarn lambda-pack database\n(.*?)```/su.exec(readme) ?? [];
  const botland = path.join(temporaryDirectory(), "botland");
  await installFixture({ fixture: path.join(repository, "fixtures", "botland"), into: botland });

  const { stdout, exitCode } = await runCommand(["database"], botland);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(example);
}, 240_000);
