import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openZip } from "../src/open-zip.ts";
import type { ZipFileSystem } from "../src/zip/random-file.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { madeZip } from "./zip/made-zip.ts";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { fileWith, opened, openedEntries } from "./zip/opened.ts";

const beam = { name: "package.json", content: JSON.stringify({ name: "beam", version: "1.2.3" }) };

describe("openZip", () => {
  test("gives entries, in order, with what the zip says of them", async () => {
    const { bundle } = await openedEntries([
      {
        name: "lamp.sh",
        content: "light",
        unixMode: 0o100755,
        method: 0,
        date: (41 << 9) | (2 << 5) | 3,
        time: (4 << 11) | (5 << 5) | 3,
      },
      { ...beam, extra: Buffer.from([0xfe, 0xca, 1, 0, 7]) },
    ]);
    expect(bundle.entries).toEqual([
      {
        kind: "file",
        path: "lamp.sh",
        mode: 0o755,
        size: 5,
        place: "",
        zipped: {
          index: 0,
          bytes: 5,
          crc32: 0x6b1a5cf7,
          method: 0,
          flags: 0x800,
          modified: "2021-02-03T04:05:06",
          madeBy: 3,
          extraFields: [],
        },
      },
      expect.objectContaining({
        path: "package.json",
        mode: 0o644,
        zipped: expect.objectContaining({
          index: 1,
          method: 8,
          modified: "1980-01-01T00:00:00",
          extraFields: [0xcafe],
        }),
      }),
    ]);
    expect(bundle).toMatchObject({
      origin: "zip",
      label: "lighthouse.zip",
      root: "",
      target: "beam@1.2.3",
      bytes: 5 + beam.content.length,
    });
  });

  test("gives of the file: its path, size, SHA-256, comment and directories", async () => {
    const bytes = madeZip([{ name: "lib/", unixMode: 0o040755, method: 0 }, { name: "lib/a.js" }], {
      comment: "spring tide",
    });
    const file = fileWith(bytes);
    const { archive, bundle } = await opened(file);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(archive).toEqual({ file, size: bytes.length, sha256, comment: "spring tide", directories: ["lib/"] });
    expect(bundle.entries.map(({ path }) => path)).toEqual(["lib/a.js"]);
  });

  test("only Unix gives modes: what other systems wrote there counts as 644", async () => {
    const { bundle } = await openedEntries([{ name: "a.js", madeBy: 0, unixMode: 0o100755 }]);
    expect(bundle.entries).toMatchObject([{ mode: 0o644, zipped: { madeBy: 0 } }]);
  });

  test("gives special permission bits as they are", async () => {
    const { bundle } = await openedEntries([{ name: "a.js", unixMode: 0o104700 }]);
    expect(bundle.entries).toMatchObject([{ mode: 0o4700 }]);
  });

  test("reads the target of a link, whatever it is", async () => {
    const { bundle } = await openedEntries([
      { name: "in", content: "lib/a.js", unixMode: 0o120777 },
      { name: "out", content: "../../etc/passwd", unixMode: 0o120777 },
      { name: "lib/a.js" },
    ]);
    expect(bundle.entries).toMatchObject([
      { kind: "link", path: "in", target: "lib/a.js", place: "" },
      { kind: "file", path: "lib/a.js" },
      { kind: "link", path: "out", target: "../../etc/passwd" },
    ]);
  });

  test("a folder that Unix wrote without a slash is a directory", async () => {
    const { archive, bundle } = await openedEntries([
      { name: "lib", unixMode: 0o040755, method: 0 },
      { name: "lib/a.js" },
    ]);
    expect(archive?.directories).toEqual(["lib/"]);
    expect(bundle.entries).toHaveLength(1);
  });

  test("names are taken as programs that unpack take them: ./a//b is a/b", async () => {
    const { archive, bundle } = await openedEntries([
      { name: "./", unixMode: 0o040755, method: 0 },
      { name: "./lib//a.js" },
      { name: "./index.js" },
      { name: ".env" },
      { name: "..a/b..js" },
    ]);
    expect(bundle.entries.map(({ path }) => path)).toEqual(["..a/b..js", ".env", "index.js", "lib/a.js"]);
    expect(archive?.directories).toEqual(["./"]);
  });

  test("names without the flag for UTF-8 are of code page 437, but what Unix wrote is UTF-8 where it can be", async () => {
    const { bundle } = await openedEntries([
      { name: Buffer.from([0x81, 0x2e, 0x6a, 0x73]), flags: 0 },
      { name: "灯.js", flags: 0 },
      { name: "ä.js", flags: 0, madeBy: 0 },
    ]);
    expect(bundle.entries.map(({ path }) => path)).toEqual(["ü.js", "├ñ.js", "灯.js"]);
  });

  test("a zip without entries has a target that is called like the file", async () => {
    const { bundle } = await opened(fileWith(madeZip([])));
    expect(bundle).toMatchObject({ target: "lighthouse@", root: "", entries: [], bytes: 0 });
    expect(bundle.packages.get(bundle.target)).toMatchObject({
      name: "lighthouse",
      version: "",
      paths: [""],
      files: 0,
    });
  });

  test("reads files, stored and deflated, empty and large", async () => {
    const contents = ["", "light", "tide ".repeat(200_000)];
    const entries = contents.flatMap((content, index) =>
      [0, 8].map((method) => ({ name: `${index}-${method}`, content, method })),
    );
    const { bundle, read } = await openedEntries(entries);
    const texts = await Promise.all(
      bundle.entries.map(async (entry) => (entry.kind === "file" ? String(Buffer.from(await read(entry))) : "")),
    );
    expect(texts).toEqual(entries.map(({ content }) => content));
  });

  test("reads the file that was opened, though another one has taken its place", async () => {
    const file = fileWith(madeZip([{ name: "a.js", content: "ebb" }]));
    const { bundle, read } = await opened(file);
    fs.rmSync(file);
    fs.writeFileSync(file, madeZip([{ name: "a.js", content: "flow" }]));
    const [entry] = bundle.entries;
    if (entry?.kind !== "file") throw new Error("There should be a file");
    expect(Buffer.from(await read(entry)).toString()).toBe("ebb");
  });

  test("is closed more than once without harm, and reads nothing then", async () => {
    const { bundle, read, close } = await openZip(fileWith(madeZip([beam])), { label: "z" });
    await close();
    await close();
    const [entry] = bundle.entries;
    if (entry?.kind !== "file") throw new Error("There should be a file");
    await expect(read(entry)).rejects.toThrow("z was closed before it was read");
  });

  test("stops when it is aborted", async () => {
    const file = fileWith(madeZip([beam]));
    const error = await packErrorOf(() => openZip(file, { label: "z", signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: "INTERRUPTED" });
  });

  test("no file, and a directory, are named", async () => {
    const dir = temporaryDirectory();
    expect(await packErrorOf(() => openZip(join(dir, "none.zip"), { label: "none.zip" }))).toMatchObject({
      code: "ZIP_UNREADABLE",
      message: "none.zip cannot be read: it does not exist (ENOENT).",
    });
    expect(await packErrorOf(() => openZip(dir, { label: "bay" }))).toMatchObject({
      code: "ZIP_UNREADABLE",
      message: "bay cannot be read: it is a directory.",
    });
  });

  test.skipIf(process.platform === "win32")("what is neither file nor directory is not waited for", async () => {
    expect(await packErrorOf(() => openZip("/dev/null", { label: "/dev/null" }))).toMatchObject({
      code: "ZIP_UNREADABLE",
      message: "/dev/null cannot be read: it is not a file.",
    });
  });
});

describe("a disk with faults", () => {
  const fault = Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" });

  interface Outcome {
    readonly error: unknown;
    /** How many files are open. */
    readonly open: number;
  }

  /** Opens a zip on a disk whose n-th call fails. */
  async function failingAt(failing: number): Promise<Outcome> {
    let calls = 0;
    let open = 0;
    const orFail = (): void => {
      if (calls++ === failing) throw fault;
    };
    const disk = new Proxy<ZipFileSystem>(fs, {
      get: (target, name: keyof ZipFileSystem) => {
        if (name !== "closeSync") orFail();
        open += name === "openSync" ? 1 : name === "closeSync" ? -1 : 0;
        return target[name];
      },
    });
    const file = fileWith(madeZip([beam, { name: "lib/a.js", content: "light" }]));
    try {
      const bundle = await openZip(file, { label: "z", fs: disk });
      await bundle.close();
      return { error: undefined, open };
    } catch (error) {
      return { error, open };
    }
  }

  test("wherever a call fails, the error names the zip, and the file is closed", async () => {
    let failing = 0;
    for (; failing < 1000; failing++) {
      const { error, open } = await failingAt(failing);
      expect(open).toBe(0);
      if (error === undefined) break;
      expect(error).toMatchObject({ code: "ZIP_UNREADABLE", message: "z cannot be read: input/output error (EIO)." });
    }
    expect(failing).toBeGreaterThan(5);
  });
});

test("the SHA-256 of a file of several chunks is that of its bytes", async () => {
  const file = fileWith(madeZip([{ name: "a", content: Buffer.alloc(3_000_000, "tide"), method: 0 }]));
  const { archive } = await opened(file);
  expect(archive?.sha256).toBe(createHash("sha256").update(fs.readFileSync(file)).digest("hex"));
});
