import { win32 } from "node:path";
import { tree, link } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { windowsDisk } from "@lambda-pack/test-support/disk/windows-disk";
import { expect, test } from "vitest";
import { diskFileSystem, listPackageFiles } from "@lambda-pack/archive";
import type { ListOptions } from "@lambda-pack/archive";
import { manifest } from "../manifest.ts";

/** Lists a package of `C:\repo`, whose content is given, by the rules of Windows. */
async function list(content: Tree, options: Partial<ListOptions> & Pick<ListOptions, "dir">) {
  const { files, problems } = await listPackageFiles({
    label: "db@1.0.0",
    path: "packages/db",
    root: String.raw`C:\repo`,
    importer: true,
    manifest: manifest(),
    bundled: [],
    leaveOut: new Set(),
    fs: windowsDisk(diskFileSystem, tree({ repo: content })),
    platform: win32,
    ...options,
  });
  const executable = files.files.filter(({ mode }) => mode === 0o755).map(({ path }) => path);
  return { paths: files.files.map(({ path }) => path), executable, problems };
}

const dir = String.raw`C:\repo\packages\db`;

test("outputs in a package are left out, in whatever case they were named", async () => {
  const content = {
    "packages/db": { "package.json": "{}", "lib/index.js": "", "out/x.zip": "", "st/index.js": "", "kept/x.zip": "" },
  };

  const leaveOut = new Set([String.raw`c:\repo\packages\db\OUT\x.zip`, "C:/repo/packages/db/st", dir]);
  const { paths, problems } = await list(content, { dir, leaveOut });

  expect(paths).toEqual(["kept/x.zip", "lib/index.js", "package.json"]);
  expect(problems).toEqual([]);
});

test("other packages in a package's folder are left out", async () => {
  const content = {
    "packages/db": { "package.json": "{}", inner: { "package.json": "{}" } },
  };

  const leaveOut = new Set([dir, String.raw`C:\repo\packages\db\inner`]);
  const { paths } = await list(content, { dir, leaveOut });

  expect(paths).toEqual(["package.json"]);
});

test("the commands that package.json names are executable, and nothing else", async () => {
  const content = { "packages/db": { "package.json": "{}", "cli.js": "", "bin/sh.js": "", "run.sh": "#!/bin/sh" } };

  const { executable } = await list(content, { dir, manifest: manifest({ bin: ["cli.js", String.raw`.\bin\sh.js`] }) });

  expect(executable).toEqual(["bin/sh.js", "cli.js"]);
});

test("links inside of the package are followed, and those into node_modules or out of the workspace are not", async () => {
  const content = {
    "packages/db": {
      "package.json": "{}",
      "lib/a.js": "",
      same: link("lib"),
      shared: link("../../shared"),
      other: link("../../node_modules/x"),
      outside: link("../../../elsewhere"),
    },
    shared: { "b.js": "" },
    "node_modules/x/package.json": "{}",
    "../elsewhere/c.js": "",
  };

  const { paths, problems } = await list(content, { dir });

  expect(paths).toEqual(["lib/a.js", "package.json", "same/a.js", "shared/b.js"]);
  expect(problems.map((problem) => ("path" in problem ? [problem.kind, problem.path] : problem.kind))).toEqual([
    ["link-leaves-package", "other"],
    ["link-leaves-package", "outside"],
  ]);
});

test("a package in node_modules travels whole, with a file that in one's own would be a secret", async () => {
  const content = { "node_modules/pg": { "package.json": "{}", "certs/root.pem": "" } };

  const { paths } = await list(content, { dir: String.raw`C:\repo\node_modules\pg`, importer: false });

  expect(paths).toEqual(["certs/root.pem", "package.json"]);
});
