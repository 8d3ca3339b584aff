import { behaviourOf } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { openTree } from "../../src/resolve/bundle-tree.ts";
import { findHandlerFile } from "../../src/entry/find-handler-file.ts";
import { readPackageJsons } from "../../src/resolve/read-package-jsons.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/opened-bundle";

async function find(files: BundleFiles, runtime: string, module = "h"): Promise<string> {
  const opened = openedBundle({ "package.json": "{}", ...files });
  const packageJsons = await readPackageJsons(opened, undefined);
  const source = { tree: openTree(opened.bundle), packageJsons, runtime: behaviourOf(runtime), searchPaths: [""] };
  const found = findHandlerFile(source, { root: "", module });
  return found.kind === "file" ? `${found.by} ${found.path}` : `missing ${found.tried.join(" ")}`;
}

const type = (name: string): string => JSON.stringify({ type: name });
const missing = "missing h h.js h.mjs h.cjs";

describe("the file that Lambda loads", () => {
  test.each<readonly [string, BundleFiles, string, string]>([
    ["a file without extension", { h: "", "h.js": "" }, "require h", "import h"],
    [".js", { "h.js": "", "h.mjs": "", "h.cjs": "" }, "require h.js", "import h.js"],
    [".js of an ES module", { "package.json": type("module"), "h.js": "" }, "import h.js", "import h.js"],
    [".mjs before .cjs", { "h.mjs": "", "h.cjs": "" }, "import h.mjs", "import h.mjs"],
    [".cjs", { "h.cjs": "" }, "require h.cjs", "import h.cjs"],
    ["a folder beside a file", { "h/x.js": "", "h.js": "" }, "require h.js", "missing h"],
    ["a folder with an index", { "h/index.js": "" }, "require h/index.js", "missing h"],
    ["a folder without anything that require finds", { "h/x.js": "", "h.mjs": "" }, missing, "missing h"],
    [
      "a package",
      { "node_modules/h/package.json": "{}", "node_modules/h/index.js": "" },
      "require node_modules/h/index.js",
      "import node_modules/h/index.js",
    ],
    ["a JSON file, which only require.resolve finds", { "h.json": "{}" }, "require h.json", "import h.json"],
    ["nothing", { "other.js": "" }, missing, missing],
    ["TypeScript", { "h.ts": "" }, missing, missing],
  ])("%s", async (...[, files, before, since]) => {
    expect(await find(files, "nodejs22.x")).toBe(before);
    expect(await find(files, "nodejs24.x")).toBe(since);
  });

  test("in folders, and with a dot before them", async () => {
    const files = { "src/h.js": "", "src/package.json": type("module") };
    expect(await find(files, "nodejs22.x", "src/h")).toBe("import src/h.js");
    expect(await find(files, "nodejs22.x", "./src/h")).toBe("import src/h.js");
  });
});
