import { lstat, readFile, readlink } from "node:fs/promises";
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

test("nothing is written through a link", async () => {
  const dir = temporaryDirectory();
  const written = unpackBundle(bundleOf([link("lib", "."), file("lib/robot.js")]), dir);
  await expect(written).rejects.toMatchObject({ code: "OUTPUT_WRITE_FAILED" });
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
