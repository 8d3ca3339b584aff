import { expect, test } from "vitest";
import { relativeImports } from "../relative-imports.ts";

test("imports of internal packages become relative to where the declaration lies", () => {
  const declaration = 'import type { Report } from "@lambda-pack/model";\nimport "@lambda-pack/graph";\n';
  expect(relativeImports(declaration, ".")).toBe(
    'import type { Report } from "../model/index.js";\nimport "../graph/index.js";\n',
  );
  expect(relativeImports(declaration, "cli/views")).toContain('from "../../../model/index.js"');
});

test("files are imported by the extension of what runs", () => {
  expect(relativeImports('export * from "./pack.ts";\nexport * from "fast-glob";\n', ".")).toBe(
    'export * from "./pack.js";\nexport * from "fast-glob";\n',
  );
});

test("an import in a type expression is changed as well, a text that looks like one is not", () => {
  expect(relativeImports('export type A = import("@lambda-pack/graph").A | "@lambda-pack/graph";', "cli")).toBe(
    'export type A = import("../../graph/index.js").A | "@lambda-pack/graph";',
  );
});
