import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { temporaryDirectory } from "../src/disk/temporary-directory.ts";
import { expect, test } from "vitest";
import { repository } from "../src/repository.ts";
import { fillResolved } from "../src/installs/fill-resolved.ts";
import { installFixture } from "../src/installs/install-fixture.ts";

const fixtures = path.join(repository, "fixtures");
const botland = path.join(fixtures, "botland");

test("addresses are filled in for the registry, of the package that an alias stands for, too", () => {
  const lockfile = [
    '"@scope/gear@^1.0.0", "@scope/gear@^1.2.0":',
    '  version "1.2.3"',
    "  integrity sha512-abc",
    "",
    '"cog@npm:@scope/gear@2":',
    '  version "2.0.0"',
    "",
    "lever@1 || 2:",
    '  version "2.5.0"',
    "  dependencies:",
    '    version "^1.0.0"',
  ];
  const filled = fillResolved(lockfile.join("\n"), "https://mirror.example/npm/").split("\n");

  expect(filled.filter((line) => !lockfile.includes(line))).toEqual([
    '  resolved "https://mirror.example/npm/@scope/gear/-/gear-1.2.3.tgz"',
    '  resolved "https://mirror.example/npm/@scope/gear/-/gear-2.0.0.tgz"',
    '  resolved "https://mirror.example/npm/lever/-/lever-2.5.0.tgz"',
  ]);
});

test.each(["botland", "lighthouse"])("the lockfile of %s names no registry and has every checksum", async (fixture) => {
  const lines = (await readFile(path.join(fixtures, fixture, "yarn.lock"), "utf8")).split("\n");
  expect(lines.filter((line) => /https?:/u.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith("  integrity "))).toHaveLength(
    lines.filter((line) => line.startsWith("  version ")).length,
  );
});

test("an installed copy runs, with one semver for each package that wants another", { timeout: 300_000 }, async () => {
  const copy = temporaryDirectory();
  const before = await readFile(path.join(botland, "yarn.lock"), "utf8");
  await installFixture({ fixture: botland, into: copy });

  const { lambdaHandler } = createRequire(import.meta.url)(path.join(copy, "packages", "database", "main.js"));
  expect(await lambdaHandler({})).toMatchObject({
    success: true,
    bot: "marvin",
    versions: { lodash: "4.17.21", "@botland/shared > semver": "7.6.3", "@botland/dbwrapper > semver": "5.7.2" },
  });
  expect(await readFile(path.join(botland, "yarn.lock"), "utf8")).toBe(before);
});
