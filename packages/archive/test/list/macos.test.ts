import { join } from "node:path";
import { realOutput } from "@lambda-pack/archive";
import { link, tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { list } from "../list.ts";
import { manifest } from "../manifest.ts";

/** As Finder writes it on older disks: the letter, then its accent. */
const decomposed = "Gro\u0308\u00DFe.js";

test("a decomposed name stays as it is on the disk, by which Node finds the file", async () => {
  const root = tree({ "packages/database": { "package.json": "{}", [decomposed]: "", "Gr\u00F6\u00DFer.js": "" } });

  const { files } = await list(root, { importer: true, manifest: manifest() });

  expect(files.files.map(({ path }) => path)).toEqual([decomposed, "Gr\u00F6\u00DFer.js", "package.json"]);
});

test.each([
  ["all files", undefined],
  ["the files that package.json lists", ["index.js", "lib"]],
])("with %s, what macOS leaves behind stays out of one's own packages", async (_case, listed) => {
  const left = { ".DS_Store": "", "._index.js": "" };
  const content = { "package.json": "{}", "index.js": "", ...left, lib: { "a.js": "", ...left } };
  const root = tree({ "packages/database": content });

  const { files, problems } = await list(root, { importer: true, manifest: manifest({ files: listed }) });

  expect(files.files.map(({ path }) => path)).toEqual(["index.js", "lib/a.js", "package.json"]);
  expect(problems).toEqual([]);
});

test("an output is known by its real path before it exists, as /var is /private/var", () => {
  const root = tree({ "private/var/work": {}, var: link("private/var") });

  expect(realOutput(join(root, "var/work/out/database.zip"))).toBe(join(root, "private/var/work/out/database.zip"));
  expect(realOutput(join(root, "var"))).toBe(join(root, "private/var"));
  expect(realOutput(join(root, "other/x.zip"))).toBe(join(root, "other/x.zip"));
});
