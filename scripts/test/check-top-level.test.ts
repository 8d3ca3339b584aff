import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, writeTree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { checkTopLevel } from "../boundaries/check-top-level.ts";

/** A small copy of the project that keeps every rule; a test adds a file. */
const clean: Readonly<Record<string, string>> = {
  "packages/model/test/limit.test.ts": 'import "../src/index.ts";\nimport "@lambda-pack/test-support/disk/tree";\n',
  "packages/lambda-pack/test/main.test.ts": 'import "../../model/test/limits.ts";\n',
  "packages/test-support/package.json": json({
    devDependencies: { "@lambda-pack/model": "0.0.0", "fs-extra": "^11.0.0" },
  }),
  "packages/test-support/src/disk/tree.ts": 'import "node:fs";\nimport "fs-extra/esm";\nimport "@lambda-pack/model";\n',
  "packages/test-support/test/tree.test.ts": 'import "../src/disk/tree.ts";\n',
  "scripts/demo.ts": 'import "./unzip.ts";\nimport "../packages/model/src/index.ts";\n',
  "bench/run.ts": 'import "../scripts/demo.ts";\n',
  "test/harness/run-command.ts": 'import "../../scripts/bundle-code.ts";\n',
  "evidence/layouts/layouts.test.ts": 'import "../../test/harness/run-command.ts";\nimport "../../bench/run.ts";\n',
  "test/flow.test.ts":
    'import "../evidence/layouts/install.ts";\nimport "./harness/run-command.ts";\nimport "../packages/model/test/limits.ts";\n',
};

async function faultsWith(file: string, source: string): Promise<readonly string[]> {
  const root = temporaryDirectory();
  writeTree(root, { ...clean, [file]: source });
  return (await checkTopLevel(root)).map(({ file: faulty, line, message }) => `${faulty}:${line} ${message}`);
}

test("a project that keeps every rule has no fault", async () => {
  expect(await faultsWith("scripts/empty.ts", "")).toEqual([]);
});

test.each([
  ["scripts/a.ts", "../bench/run.ts", "scripts may not import ../bench/run.ts."],
  ["scripts/a.mjs", "../test/flow.ts", "scripts may not import ../test/flow.ts."],
  [
    "scripts/docs/a.ts",
    "../../evidence/layouts/install.ts",
    "scripts may not import ../../evidence/layouts/install.ts.",
  ],
  ["bench/a.ts", "../test/flow.ts", "bench may not import ../test/flow.ts."],
  ["bench/a.ts", "../test/harness/run-command.ts", "bench may not import ../test/harness/run-command.ts."],
  ["test/harness/a.ts", "../../evidence/a.ts", "test/harness may not import ../../evidence/a.ts."],
  ["test/harness/a.ts", "../flow.test.ts", "test/harness may not import ../flow.test.ts."],
  ["evidence/a/a.ts", "../../test/flow.ts", "evidence may not import ../../test/flow.ts."],
  [
    "packages/model/test/a.ts",
    "../../../test/harness/run-command.ts",
    "packages/model may not import ../../../test/harness/run-command.ts.",
  ],
  ["packages/model/test/a.ts", "../../graph/test/a.ts", "packages/model may not import ../../graph/test/a.ts."],
  ["packages/test-support/src/a.ts", "../test/tree.test.ts", undefined],
  [
    "packages/test-support/src/a.ts",
    "../../../scripts/demo.ts",
    "packages/test-support may not import ../../../scripts/demo.ts.",
  ],
  [
    "packages/test-support/src/a.ts",
    "@lambda-pack/archive",
    "packages/test-support may not import @lambda-pack/archive.",
  ],
  ["packages/test-support/src/a.ts", "execa", "packages/test-support/package.json does not declare execa."],
])("%s imports %s", async (file, name, expected) => {
  const faults = await faultsWith(file, `export const first = 1;\nawait import("${name}");\n`);
  expect(faults).toEqual(expected === undefined ? [] : [`${file}:2 ${expected}`]);
});
