import { describe, expect, test } from "vitest";
import { parsePnpmLockfile } from "../../src/lockfile/parse-pnpm-lockfile.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { drawEdges, parsed, versionsAt } from "./answers.ts";

const file = "/botland/pnpm-lock.yaml";

describe("parsePnpmLockfile", () => {
  test("a package with several sets of peers allows what each of them leads to", async () => {
    const locked = await parsed(
      parsePnpmLockfile,
      `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      knex:
        specifier: ^1.0.0
        version: 1.0.0(mysql2@3.0.0(tick@1.0.0))(patch_hash=abc)
packages:
  knex@1.0.0: {}
snapshots:
  knex@1.0.0(mysql2@2.0.0):
    dependencies:
      mysql2: 2.0.0
      '@scope/pool': 1.0.0
  knex@1.0.0(mysql2@3.0.0(tick@1.0.0))(patch_hash=abc):
    dependencies:
      mysql2: 3.0.0(tick@1.0.0)
      '@scope/pool': 1.0.0
`,
    );
    expect(drawEdges(locked)).toEqual([
      ". > knex = 1.0.0",
      "knex@1.0.0 > mysql2 = 2.0.0 | 3.0.0",
      "knex@1.0.0 > @scope/pool = 1.0.0",
    ]);
  });

  test.each([
    ["2.1.3", "2.1.3"],
    ["2.1.3(react@17.0.2)", "2.1.3"],
    ["tock@4.0.0", "4.0.0"],
    ["'@scope/tock@4.0.0'", "4.0.0"],
    ["'@scope/tock@4.0.0(@scope/peer@1.0.0)'", "4.0.0"],
    ["link:../ms", "link:../ms"],
    ["file:packages/ms", "file:packages/ms"],
    ["file:packages/ms(react@17.0.2)", "file:packages/ms"],
    ["file:vendor/ms.tgz", "2.9.0"],
    ["https://example.test/@scope/ms.tgz", "3.9.0"],
    ["git+ssh://git@example.test/ms.git#0123", "git+ssh://git@example.test/ms.git#0123"],
    ["ms@https://example.test/@scope/ms.tgz", "3.9.0"],
  ])("the version %s leads to %s", async (reference, version) => {
    const locked = await parsed(
      parsePnpmLockfile,
      `lockfileVersion: '9.0'
importers:
  packages/database:
    dependencies:
      ms: {specifier: x, version: ${reference}}
packages:
  ms@file:vendor/ms.tgz: {resolution: {tarball: file:vendor/ms.tgz}, version: 2.9.0}
  ms@https://example.test/@scope/ms.tgz: {resolution: {tarball: x}, version: 3.9.0}
`,
    );
    expect(versionsAt(locked, "./packages/database > ms")).toBe(version);
  });

  test("an injected package of the workspace is known by its name, a tarball by the version it has", async () => {
    const locked = await parsed(
      parsePnpmLockfile,
      `lockfileVersion: '9.0'
packages:
  '@botland/shared@file:packages/shared': {resolution: {directory: packages/shared, type: directory}}
  chart@file:vendor/chart.tgz: {resolution: {tarball: file:vendor/chart.tgz}, version: 0.3.0}
snapshots:
  '@botland/shared@file:packages/shared(react@17.0.2)':
    dependencies: {ms: 2.0.0}
  chart@file:vendor/chart.tgz:
    optionalDependencies: {ms: 2.1.3}
`,
    );
    expect(drawEdges(locked)).toEqual(["@botland/shared > ms = 2.0.0", "chart@0.3.0 > ms = 2.1.3"]);
  });

  test("of two documents the last is the workspace's", async () => {
    const locked = await parsed(
      parsePnpmLockfile,
      `---
lockfileVersion: '9.0'
importers:
  .:
    configDependencies: {}
    packageManagerDependencies:
      pnpm: {specifier: 11.0.0, version: 11.0.0}
---
lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      ms: {specifier: ^2.0.0, version: 2.1.3}
`,
    );
    expect(drawEdges(locked)).toEqual([". > ms = 2.1.3"]);
  });

  test("a lockfile of a workspace without dependencies fixes nothing", async () => {
    expect((await parsed(parsePnpmLockfile, "lockfileVersion: '9.0'\nimporters:\n  .: {}\n")).size).toBe(0);
  });

  test.each([
    ["5.4", "lockfileVersion: 5.4\n", "pnpm 9 or newer"],
    ['"6.0"', "lockfileVersion: '6.0'\n", "pnpm 9 or newer"],
    ['"9.1"', "lockfileVersion: '9.1'\n", "lockfile.format"],
    ['"13.0"', '{\n\t"lockfileVersion": "13.0",\n\t"projects": {},\n\t"packages": {}\n}\n', "lockfile.format"],
    ["missing", "importers: {}\n", "pnpm 9 or newer"],
    ["missing", "", "pnpm 9 or newer"],
  ])("another format is named with what to do: %s", async (version, text, hint) => {
    const error = await packErrorOf(() => parsePnpmLockfile(text, file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toBe(
      `${file} cannot be read: its lockfileVersion is ${version}, but only "9.0" can be read.`,
    );
    expect(error.hint).toContain(hint);
  });

  test("text that is no YAML is an error with its line", async () => {
    const error = await packErrorOf(() => parsePnpmLockfile("lockfileVersion: '9.0'\nimporters: {\n", file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.details).toMatchObject({ file, line: 3 });
  });
});
