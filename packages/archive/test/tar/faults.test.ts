import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { diskFileSystem } from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";
import { isPackError } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";

import { writeTar } from "../../src/tar/write-tar.ts";
import { failingFileSystem } from "@lambda-pack/test-support/disk/failing-file-system";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { entryOf, writeSpecs } from "./tar-of.ts";
import type { TarSpec } from "./tar-of.ts";

const megabyte = randomBytes(1024 * 1024);
const specs: readonly TarSpec[] = Array.from({ length: 6 }, (_, index) => ({
  path: `${index}.bin`,
  content: megabyte,
}));
const formats = ["tar", "tar.gz"] as const;

async function failureOf(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Calls that are made, and so fail; there are others. */
const calls: Readonly<Record<string, readonly string[]>> = {
  EIO: ["mkdir", "mkdtemp", "open", "writeFile", "close", "rename", "rm"],
  ENOSPC: ["mkdir", "mkdtemp", "open", "writeFile"],
};

describe.each(formats)("nothing changes, and nothing is left, when a %s", (format) => {
  test("becomes larger than its limit", async () => {
    const file = join(tree({ [`bundle.${format}`]: "earlier" }), `bundle.${format}`);
    const options = { fs: diskFileSystem, format, maxBytes: 3_000_000 };
    expect(await failureOf(writeSpecs(file, specs, options))).toMatchObject({
      code: "ARCHIVE_TOO_LARGE",
      message: `${file} would be larger than the limit of 3000000 bytes.`,
    });
    expect(readdirSync(join(file, ".."))).toEqual([`bundle.${format}`]);
    expect(readFileSync(file, "utf8")).toBe("earlier");
  });

  test.each([["EIO"], ["ENOSPC"]])("cannot be written, whichever call fails with %s", async (code) => {
    const told = new Map<string, unknown>();
    for (let at = 1; ; at += 1) {
      const file = join(tree({ [`bundle.${format}`]: "earlier" }), `bundle.${format}`);
      const { fs, failed } = failingFileSystem(diskFileSystem, { at, code });
      const error = await failureOf(writeSpecs(file, specs, { fs, format }));
      const call = failed()?.split(" ")[0];
      if (call === undefined) break;
      told.set(call, isPackError(error) ? error.code : error);
      expect([call, ...readdirSync(join(file, ".."))]).toEqual([call, `bundle.${format}`]);
    }
    expect([...told.keys()]).toEqual(expect.arrayContaining([...(calls[code] ?? [])]));
    // A removal is tried again.
    const unlike = [...told].filter(([call, answer]) => answer !== (call === "rm" ? undefined : "OUTPUT_WRITE_FAILED"));
    expect(unlike).toEqual([]);
  });

  test("is given up, wherever it stands", async () => {
    for (let added = 0; added <= specs.length; added += 1) {
      const file = join(tree({ [`bundle.${format}`]: "earlier" }), `bundle.${format}`);
      const sink = await writeTar(file, { fs: diskFileSystem, format });
      for (const spec of specs.slice(0, added)) await sink.add(...entryOf(spec));
      if (added === specs.length) await sink.finish();
      await sink.abort();
      expect(readdirSync(join(file, ".."))).toEqual([`bundle.${format}`]);
      expect(readFileSync(file, "utf8")).toBe("earlier");
    }
  });

  test("is given up while an entry is under way, because another output has failed", async () => {
    const file = join(tree({}), `bundle.${format}`);
    const sink = await writeTar(file, { fs: diskFileSystem, format });
    await sink.add(...entryOf({ path: "0.bin", content: megabyte }));
    const adding = failureOf(sink.add(...entryOf({ path: "1.bin", content: megabyte })));
    await sink.abort();
    expect(await adding).toBeInstanceOf(Error);
    expect(readdirSync(join(file, ".."))).toEqual([]);
  });

  test("has failed: whatever is called next fails with the same", async () => {
    const file = join(tree({}), `bundle.${format}`);
    const sink = await writeTar(file, { fs: diskFileSystem, format, maxBytes: 2_000_000 });
    const first = await failureOf(addAll(sink.add).then(sink.finish));
    expect(first).toMatchObject({ code: "ARCHIVE_TOO_LARGE" });
    expect(await failureOf(sink.add(...entryOf({ path: "late", target: "." })))).toBe(first);
    expect(await failureOf(sink.finish())).toBe(first);
    await sink.abort();
    expect(readdirSync(join(file, ".."))).toEqual([]);
  });
});

async function addAll(add: (...entry: ReturnType<typeof entryOf>) => Promise<void>): Promise<void> {
  for (const spec of specs) await add(...entryOf(spec));
}

test("an earlier archive is replaced at once, and nothing else is left", async () => {
  const file = join(tree({ "bundle.tar": "earlier" }), "bundle.tar");
  const sink = await writeTar(file, { fs: diskFileSystem, format: "tar" });
  await addAll(sink.add);
  await sink.finish();
  expect(readFileSync(file, "utf8")).toBe("earlier");
  await sink.commit();
  expect(readFileSync(file).length).toBe(6 * (megabyte.length + 512) + 1024);
  await sink.close();
  expect(readdirSync(join(file, ".."))).toEqual(["bundle.tar"]);
});

test("a file whose content is not handed over is a bug", async () => {
  const file = join(tree({}), "bundle.tar");
  writeFileSync(join(file, "../main.js"), "");
  const sink = await writeTar(file, { fs: diskFileSystem, format: "tar" });
  const [entry] = entryOf({ path: "main.js", content: "" });
  await expect(sink.add(entry, undefined)).rejects.toThrow("The content of main.js was not read");
  await sink.abort();
});

test.each(formats)("while the disk does not write, a %s takes no more than a few entries", async (format) => {
  const gate = gateOf();
  const open: FileSystem["open"] = async (...parameters) => waiting(await diskFileSystem.open(...parameters), gate);
  const file = join(tree({}), `bundle.${format}`);
  const sink = await writeTar(file, { fs: { ...diskFileSystem, open }, format });
  let taken = 0;
  const all = (async () => {
    for (let index = 0; index < 30; index += 1) {
      await sink.add(...entryOf({ path: `${index}.bin`, content: megabyte }));
      taken += 1;
    }
  })();
  await sleep(500);
  expect(taken).toBeLessThan(8);
  gate.open();
  await all;
  expect(await sink.finish()).toMatchObject({ entries: 30 });
  await sink.commit();
  await sink.close();
});

interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

function gateOf(): Gate {
  const events = new EventEmitter();
  const opened = once(events, "open").then(() => {});
  return { opened, open: () => events.emit("open") };
}

/** The file, but nothing is written before the gate opens. */
function waiting(handle: FileHandle, { opened }: Gate): FileHandle {
  return new Proxy(handle, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return async (...parameters: unknown[]) => {
        if (key === "writeFile") await opened;
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}
