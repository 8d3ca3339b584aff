import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import type { FixtureInstaller } from "@lambda-pack/test-support/installs/install-fixture";
import { describe, expect, test } from "vitest";
import type { Explanation, ListedPackage, PackageList } from "../../packages/inspect/src/index.ts";
import { runCommand } from "../harness/run-command.ts";

const fixture = path.join(import.meta.dirname, "..", "..", "fixtures", "botland");

async function printed(argv: readonly string[], cwd: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runCommand(argv, cwd);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout;
}

async function listed(word: string, cwd: string): Promise<PackageList> {
  return JSON.parse(await printed(["list", word, "--json", "--files"], cwd));
}

async function explained(word: string, query: string, cwd: string): Promise<Explanation> {
  return JSON.parse(await printed(["why", word, query, "--json"], cwd));
}

/** What a zip can tell as well: not which packages are of the workspace. A package has no zipped sizes before it is packed. */
function known(one: ListedPackage) {
  return {
    ...one,
    importer: undefined,
    zippedBytes: undefined,
    retainedZippedBytes: undefined,
    entries: one.entries?.map((entry) => ({ ...entry, zippedBytes: undefined })),
    dependencies: one.dependencies.map((each) => ({ ...each, range: undefined })),
  };
}

const timeout = 120_000;

describe.each<FixtureInstaller>(["yarn", "pnpm"])("botland, installed by %s", (installer) => {
  test("a package and its zip have the same list, and packages the same reasons", { timeout }, async () => {
    const root = temporaryDirectory();
    await installFixture({ fixture, into: root, installer });
    const planned = await listed("database", root);
    await printed(["database", "--no-stage", "--out", "database.zip"], root);
    const zipped = await listed("database.zip", root);

    expect(zipped.packages.map(known)).toEqual(planned.packages.map(known));
    const { packages, copies, files, links, bytes } = planned.sizes;
    expect(zipped.sizes).toMatchObject({ packages, copies, files, links, bytes });
    expect(planned.packages.reduce((sum, one) => sum + one.totalBytes, 0)).toBe(bytes);
    expect(zipped.packages.reduce((sum, one) => sum + (one.zippedBytes ?? 0), 0)).toBe(zipped.sizes.zippedBytes);

    for (const name of ["lodash", "mysql", "semver", "safe-buffer"]) {
      const [before, after] = [await explained("database", name, root), await explained("database.zip", name, root)];
      expect(pathsIn(after)).toEqual(pathsIn(before));
      expect(after.packages.map(({ places }) => places)).toEqual(before.packages.map(({ places }) => places));
    }
  });
});

function pathsIn({ packages }: Explanation) {
  return packages.map(({ dependencyPaths }) =>
    dependencyPaths.map((steps) => steps.map(({ from, name, range, to }) => [from, name, range, to])),
  );
}
