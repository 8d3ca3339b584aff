import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import type { Bundle, BundleEntry, BundlePath, InstanceId, OpenedBundle } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { unpackBundle } from "../../src/sandbox/unpack-bundle.ts";

const place = "" as BundlePath;
const target = "robot@1.0.0" as InstanceId;

function file(path: string, mode = 0o644): BundleEntry {
  return { kind: "file", path, mode, size: 4, place };
}

function link(path: string, to: string): BundleEntry {
  return { kind: "link", path, target: to, place };
}

/** A bundle of these entries; every file contains `beep`. */
function bundleOf(entries: readonly BundleEntry[]): OpenedBundle {
  const bundle: Bundle = {
    origin: "workspace",
    label: "robot",
    root: place,
    target,
    packages: new Map(),
    places: new Map(),
    entries,
    bytes: 4 * entries.length,
  };
  return { bundle, read: async () => Buffer.from("beep"), close: async () => undefined };
}

async function modeOf(path: string): Promise<string> {
  return ((await lstat(path)).mode & 0o777).toString(8);
}

test("files keep what they may be executed by, and nobody may write to anything", async () => {
  const dir = temporaryDirectory();
  await unpackBundle(bundleOf([file("bin/run", 0o755), file("index.js"), file("secret", 0o600)]), dir);
  expect(await readFile(join(dir, "index.js"), "utf8")).toBe("beep");
  const modes = await Promise.all(
    ["bin/run", "index.js", "secret", "bin", "."].map(async (path) => modeOf(join(dir, path))),
  );
  expect(modes).toEqual(["555", "444", "400", "555", "555"]);
});

test("a file that nobody may read can be read by its owner all the same", async () => {
  const dir = temporaryDirectory();
  await unpackBundle(bundleOf([file("index.js", 0)]), dir);
  expect(await modeOf(join(dir, "index.js"))).toBe("400");
});

test("links are links, also those to what comes later", async () => {
  const dir = temporaryDirectory();
  await unpackBundle(bundleOf([link("alias.js", "lib/robot.js"), file("lib/robot.js")]), dir);
  expect(await readlink(join(dir, "alias.js"))).toBe("lib/robot.js");
  expect(await readFile(join(dir, "alias.js"), "utf8")).toBe("beep");
});

test.each(["/etc/passwd", "../outside", "lib/../../outside", ".."])(
  "a link that leads out, to %s, is refused",
  async (to) => {
    const dir = temporaryDirectory();
    await expect(unpackBundle(bundleOf([link("escape", to)]), dir)).rejects.toMatchObject({
      code: "ZIP_UNSAFE",
      message: `robot has a link that points outside it: escape -> ${to}.`,
    });
  },
);

test.each([
  ["through a link", [link("a/up", ".."), link("escape", "a/up/.."), file("b.js")], "escape -> a/up/.."],
  ["through a link that comes later", [link("escape", "z/up/.."), link("z/up", "..")], "escape -> z/up/.."],
  [
    "by a chain",
    [link("one", "deep/er/two"), link("deep/er/two", "../three"), link("deep/three", "../..")],
    "one -> deep/er/two",
  ],
  [
    "through a link to the root",
    [link("lib/root", ".."), link("lib/escape", "root/../etc")],
    "lib/escape -> root/../etc",
  ],
])("a link that leads out %s is refused, and nothing is written", async (_, entries, shown) => {
  const dir = temporaryDirectory();
  await expect(unpackBundle(bundleOf(entries), dir)).rejects.toMatchObject({
    code: "ZIP_UNSAFE",
    message: `robot has a link that points outside it: ${shown}.`,
  });
  expect(await readdir(dir)).toEqual([]);
});

test("links that lead through links, in loops and to nothing inside of the bundle are made", async () => {
  const dir = temporaryDirectory();
  const links = [
    link("a", "lib/b"),
    link("lib/b", "../c"),
    link("c", "lib/robot.js"),
    link("loop", "loop"),
    link("gone", "no"),
  ];
  await unpackBundle(bundleOf([...links, file("lib/robot.js")]), dir);
  expect(await readFile(join(dir, "a"), "utf8")).toBe("beep");
  expect(await readlink(join(dir, "loop"))).toBe("loop");
});

test.each([
  ["the link first", [link("lib", "."), file("lib/robot.js")]],
  ["the file first", [file("lib/robot.js"), link("lib", "other")]],
  ["two folders deep", [link("lib", "other"), file("lib/a/robot.js"), file("other/x.js")]],
])("nothing is written through a link, %s", async (_, entries) => {
  const dir = temporaryDirectory();
  const written = unpackBundle(bundleOf(entries), dir);
  await expect(written).rejects.toMatchObject({ code: "ZIP_UNSAFE", details: { target: expect.any(String) } });
  expect(await readdir(dir)).toEqual([]);
});

test("what is aborted meanwhile stops, and tells how far it was", async () => {
  const dir = temporaryDirectory();
  const abort = new AbortController();
  const large = Array.from({ length: 5 }, (_, index): BundleEntry => ({
    kind: "file",
    path: `part${index}`,
    mode: 0o644,
    size: 8 << 20,
    place,
  }));
  const opened = bundleOf(large);
  const seen: number[] = [];
  const onProgress = (bytes: number): void => {
    seen.push(bytes);
    if (seen.length === 2) abort.abort();
  };
  await expect(unpackBundle(opened, dir, { signal: abort.signal, onProgress })).rejects.toMatchObject({
    code: "INTERRUPTED",
  });
  expect(seen).toEqual([8 << 20, 16 << 20]);
});
