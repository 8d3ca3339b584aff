import { writeTree } from "@lambda-pack/test-support/disk/tree";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { expect, test } from "vitest";
import { collectDeclarations } from "../collect-declarations.ts";

test("holds what is reachable from index.d.ts, through all packages, and nothing else", async () => {
  const packages = temporaryDirectory();
  writeTree(packages, {
    "lambda-pack/build": {
      "index.d.ts": 'export { pack } from "./pack/pack.ts";\n',
      "pack/pack.d.ts": 'import type { Report } from "@lambda-pack/model";\nimport type { Stats } from "node:fs";\n',
      "cli/main.d.ts": 'export * from "../index.ts";\n',
    },
    "model/build": {
      "index.d.ts": 'export type { Report } from "./report.ts";\nexport type Id = import("./bundle/id.ts").Id;\n',
      "report.d.ts": 'import type { Batch } from "./batch.mjs";\nexport * from "./index.ts";\n',
      "batch.d.mts": "export interface Batch {}\n",
      "bundle/id.d.ts": 'import "../report.ts";\nexport type Id = string;\n',
      "unreachable.d.ts": "export {};\n",
    },
    "check/build/index.d.ts": "export {};\n",
  });

  expect(Object.fromEntries(await collectDeclarations(packages))).toEqual({
    "index.d.ts": 'export * from "./types/lambda-pack/index.js";\n',
    "types/lambda-pack/index.d.ts": 'export { pack } from "./pack/pack.js";\n',
    "types/lambda-pack/pack/pack.d.ts":
      'import type { Report } from "../../model/index.js";\nimport type { Stats } from "node:fs";\n',
    "types/model/index.d.ts":
      'export type { Report } from "./report.js";\nexport type Id = import("./bundle/id.js").Id;\n',
    "types/model/report.d.ts": 'import type { Batch } from "./batch.mjs";\nexport * from "./index.js";\n',
    "types/model/batch.d.mts": "export interface Batch {}\n",
    "types/model/bundle/id.d.ts": 'import "../report.js";\nexport type Id = string;\n',
  });
});

test("an import that leads to no declaration is an error", async () => {
  const packages = temporaryDirectory();
  writeTree(packages, { "lambda-pack/build/index.d.ts": 'export * from "./gone.ts";\n' });
  await expect(collectDeclarations(packages)).rejects.toMatchObject({ code: "ENOENT" });
});
