import { expect, test } from "vitest";
import { checkEngines } from "../src/check-engines.ts";
import { readPackageFacts } from "../src/read-package-facts.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";

async function check(engines: unknown, runtime = "nodejs22.x", place = "") {
  const file = place === "" ? "package.json" : `${place}/package.json`;
  const opened = openedBundle({
    "package.json": { name: "telescope", version: "1.0.0" },
    [file]: { name: "lens", version: "2.0.0", engines },
  });
  return checkEngines(opened.bundle, await readPackageFacts(opened, undefined), runtime);
}

test("a range without any version of the runtime's major is told", async () => {
  expect(await check({ node: ">=24" })).toEqual([
    { kind: "engines-mismatch", severity: "warning", package: "lens@2.0.0", range: ">=24", runtime: "nodejs22.x" },
  ]);
  expect(await check({ node: "^18 || ^20" })).toMatchObject([{ range: "^18 || ^20" }]);
});

test("that of a package of others is a note", async () => {
  expect(await check({ node: ">=24" }, "nodejs22.x", "node_modules/lens")).toMatchObject([{ severity: "note" }]);
});

test.each([">=18", "^22.22.2 || ^24.15", "22.x", ">=22.99", "*", "", "not a range"])(
  "%s may be right",
  async (node) => {
    expect(await check({ node })).toEqual([]);
  },
);

test.each([[["node >= 24"]], ["24"], [{ npm: ">=99" }], [{ node: 24 }], [null]])(
  "%j says nothing of Node",
  async (engines) => {
    expect(await check(engines)).toEqual([]);
  },
);

test("a runtime that is not known excludes nothing", async () => {
  expect(await check({ node: ">=24" }, "provided.al2023")).toEqual([]);
  expect(await check({ node: "22.x" }, "nodejs99.x")).toEqual([]);
});

test("a preview has its release like all others", async () => {
  expect(await check({ node: "22.x" }, "nodejs26.x")).toMatchObject([{ range: "22.x" }]);
  expect(await check({ node: ">=24" }, "nodejs26.x")).toEqual([]);
});

test("a package.json that is no JSON object says nothing", async () => {
  const opened = openedBundle({ "package.json": { name: "telescope", version: "1.0.0" } });
  const broken = { ...opened, read: async () => Buffer.from("{ ") };
  expect(await readPackageFacts(broken, undefined)).toEqual(new Map());
});
