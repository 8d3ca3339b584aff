import { pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { fakeIo } from "../cli/fake-io.ts";

/** Under `--strict`, what is printed where a package has these settings. */
async function printed(lambdaPack: object): Promise<{ readonly code: number; readonly err: string }> {
  const io = fakeIo({
    cwd: tree({
      "package.json": { name: "botland", private: true, workspaces: ["packages/*"] },
      "packages/shared": pkg("shared@1.0.0", {}, { "a.js": "" }),
      "packages/database": pkg(
        "database@1.0.0",
        { dependencies: { knex: "1.0.0" }, lambdaPack },
        { "index.js": "", "src/a.ts": "" },
      ),
      "node_modules/knex": pkg("knex@1.0.0", {}, { "index.js": "", "docs/readme.md": "" }),
    }),
  });
  return { code: await main(["database", "--dry-run", "--strict"], io), err: io.err() };
}

test.each<[object, string, object]>([
  [
    { include: ["../shared/**"] },
    "The pattern ../shared/** can match nothing in database@1.0.0: it leads out of the package, whose own files are all that is packed of it.",
    {},
  ],
  [
    { exclude: ["packages/database/src/**"] },
    "patterns begin at the directory of the package, not at the root. (unused-pattern)\n     Write src/** instead.",
    { exclude: ["src/**"] },
  ],
  [
    { exclude: ["node_modules/knex/docs/**"] },
    "Leave a dependency out with excludePackages, or files of one with a rule under dependencies.",
    { dependencies: { knex: { exclude: ["docs/**"] } } },
  ],
  [
    { excludePackages: ["node_modules/knex"] },
    "this is a path. (unused-pattern)\n     Write knex instead.",
    { excludePackages: ["knex"] },
  ],
  [
    { excludePackages: ["knex@1"] },
    "in all versions. (unused-pattern)\n     Write knex instead.",
    { excludePackages: ["knex"] },
  ],
  [
    { dependencies: { knex: { exclude: ["../mysql/**"] } } },
    "The pattern ../mysql/** can match nothing in database@1.0.0: it leads out of the package",
    { dependencies: { knex: { exclude: ["docs/**"] } } },
  ],
])("%j can never match, and what is advised does", async (settings, text, advised) => {
  const { code, err } = await printed(settings);
  expect(code).toBe(1);
  expect(err).toContain(text);
  expect((await printed(advised)).err).not.toContain("unused-pattern");
});
