import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { diskFileSystem, digestPackageFiles, listPackageFiles, writeBundle } from "@lambda-pack/archive";
import type { SourceFileSystem } from "@lambda-pack/archive";
import { expect, test } from "vitest";

import { manifest } from "../manifest.ts";
import { aroundCalls } from "@lambda-pack/test-support/disk/around-calls";
import { namesInZip } from "@lambda-pack/test-support/zips/list-zip";
import { link, tree, withMode } from "@lambda-pack/test-support/disk/tree";

interface MountedFileSystem {
  readonly fs: SourceFileSystem;
  /** Everything that was asked for: `open /mounted/lodash.zip/index.js r`. */
  readonly asked: readonly string[];
}

/** The disk, on which a directory is to be found under another path, as the content of a zip would be. */
function mounted(at: string, dir: string): MountedFileSystem {
  const asked: string[] = [];
  const inside = (path: string) => (path === at || path.startsWith(`${at}/`) ? `${dir}${path.slice(at.length)}` : path);
  const fs = aroundCalls(diskFileSystem, ({ name, parameters, run }) => {
    const [path, ...rest] = parameters;
    if (typeof path !== "string") return run();
    asked.push([name, path, ...rest.filter((each) => typeof each === "string")].join(" "));
    const result = run([inside(path), ...rest]);
    return name === "realpathSync" ? String(result).replace(dir, at) : result;
  });
  return { fs, asked };
}

test("a package that is no directory of the disk is listed, digested and packed through the caller's file system", async () => {
  const dir = tree({
    store: {
      "package.json": "{}",
      "index.js": "module.exports = 1;",
      "lib/same.js": link("../index.js"),
      bin: withMode(0o755, "#!"),
    },
    out: {},
  });
  const place = "/cache/lodash.zip/node_modules/lodash";
  const { fs, asked } = mounted(place, join(dir, "store"));

  const { files, problems } = await listPackageFiles({
    dir: place,
    label: "lodash@4.17.21",
    path: place,
    root: join(dir, "monorepo"),
    importer: false,
    manifest: manifest(),
    bundled: [],
    leaveOut: new Set(),
    fs,
  });
  const digest = digestPackageFiles(files, { fs });
  const entries = files.files.map((file) => ({ ...file, kind: "file" }) as const);
  const outputs = { archive: join(dir, "out/lodash.zip"), stageDir: join(dir, "out/lodash") };
  await writeBundle({ entries, bytes: files.bytes }, { ...outputs, source: fs });

  expect(problems).toEqual([]);
  expect(files.files.map(({ path, mode }) => [path, mode])).toEqual([
    ["bin", 0o755],
    ["index.js", 0o644],
    ["lib/same.js", 0o644],
    ["package.json", 0o644],
  ]);
  expect(digest).toMatch(/^[0-9a-f]{64}$/u);
  expect(await namesInZip(outputs.archive)).toEqual(files.files.map(({ path }) => path));
  expect(await readFile(join(outputs.stageDir, "lib/same.js"), "utf8")).toBe("module.exports = 1;");
  expect(existsSync(place)).toBe(false);
  // Reads below the package and nothing else: outputs are the disk's.
  expect(asked.filter((call) => !call.includes(place) || (call.startsWith("open") && !call.endsWith(" r")))).toEqual(
    [],
  );
});
