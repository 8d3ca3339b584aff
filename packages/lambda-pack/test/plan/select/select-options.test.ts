import { expect, test } from "vitest";
import { pack } from "../../../src/index.ts";
import { botland } from "../../botland.ts";

async function problemsWithout(...excludePackages: readonly string[]) {
  const { problems } = await pack({ cwd: await botland(), target: "database", dryRun: true, excludePackages });
  return problems.map(({ kind }) => kind);
}

test("a package that is left out by name or by glob is reported as needed", async () => {
  expect(await problemsWithout("left-pad")).toEqual(["excluded-but-needed"]);
  expect(await problemsWithout("left-*")).toEqual(["excluded-but-needed"]);
});

test("a name that fits no dependency is reported", async () => {
  expect(await problemsWithout("left-padd")).toEqual(["unused-pattern"]);
});

test("a name that the config file leaves out for all packages may fit nothing in one of them", async () => {
  const files = { "lambda-pack.config.json": { excludePackages: ["@aws-sdk/*"], exclude: ["*.map"], strict: true } };
  const { problems } = await pack({ cwd: await botland(files), target: "database", dryRun: true });
  expect(problems).toEqual([]);
});

// micromatch's matchers answer with an object, which is always true, when they are given a second argument.
test("a name that fits no dependency is reported also where there are several", async () => {
  const root = await botland({
    "packages/database/package.json": {
      name: "@botland/database",
      dependencies: { "left-pad": "^1.3.0", "@botland/shared": "^1.0.0" },
    },
    "node_modules/@botland/shared/package.json": { name: "@botland/shared", version: "1.0.0" },
  });
  const { problems } = await pack({ cwd: root, target: "database", dryRun: true, excludePackages: ["lodsh"] });
  expect(problems).toMatchObject([{ kind: "unused-pattern", pattern: "lodsh" }]);
});
