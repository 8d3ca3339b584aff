import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { isPackError } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openZip } from "../../src/open-zip.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { madeZip } from "./made-zip.ts";
import type { MadeEntry, MadeZipOptions } from "./made-zip.ts";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { fileWith } from "./opened.ts";

const label = "lighthouse.zip";

/** Opens a zip and reads all files of it. */
async function readAll(file: string): Promise<readonly string[]> {
  const { bundle, read, close } = await openZip(file, { label });
  try {
    const files = bundle.entries.flatMap((entry) => (entry.kind === "file" ? [entry] : []));
    return await Promise.all(files.map(async (each) => `${each.path}: ${Buffer.from(await read(each)).toString()}`));
  } finally {
    await close();
  }
}

function errorOf(bytes: Uint8Array): Promise<PackError> {
  return packErrorOf(() => readAll(fileWith(bytes)));
}

function errorOfEntries(entries: readonly MadeEntry[], options?: MadeZipOptions): Promise<PackError> {
  return errorOf(madeZip(entries, options));
}

const sample = madeZip(
  [
    { name: "package.json", content: JSON.stringify({ name: "beam", version: "1.0.0", dependencies: { lens: "1" } }) },
    { name: "index.js", content: "exports.handler = () => 'light';\n".repeat(20) },
    { name: "link", content: "index.js", unixMode: 0o120777, method: 0 },
    { name: "lib/", unixMode: 0o040755, method: 0 },
    { name: "lib/stored.txt", content: "spring tide\n".repeat(10), method: 0 },
    { name: "node_modules/lens/package.json", content: JSON.stringify({ name: "lens", version: "1.0.0" }) },
  ],
  { comment: "ebb" },
);

describe("a file that is not a zip", () => {
  test.each([
    ["nothing", Buffer.alloc(0), "its end is missing, so it is not a zip or was cut off"],
    ["text", Buffer.from("light ".repeat(1000)), "its end is missing, so it is not a zip or was cut off"],
    ["a tar in gzip", gzipSync("light"), "it is a gzip file"],
    ["a tar", Buffer.concat([Buffer.alloc(257), Buffer.from("ustar\u000000"), Buffer.alloc(700)]), "it is a tar"],
    [
      "a zip with bytes behind it",
      Buffer.concat([sample, Buffer.from("x")]),
      "there are bytes after its end, or its comment is damaged",
    ],
  ])("%s is reported as such", async (_, bytes, reason) => {
    expect(await errorOf(bytes)).toMatchObject({
      code: "ZIP_INVALID",
      message: `lighthouse.zip is not a readable zip: ${reason}.`,
    });
  });

  test("a tar by mistake comes with a hint", async () => {
    expect(await errorOf(gzipSync("light"))).toMatchObject({ hint: "Unpack it, and create a zip of its contents." });
  });
});

describe("damaged zips", () => {
  test("one that is cut off anywhere is an error", async () => {
    for (let length = 0; length < sample.length; length += 7) {
      expect(await errorOf(sample.subarray(0, length))).toMatchObject({ code: "ZIP_INVALID" });
    }
  });

  test("one with bytes missing in the middle is an error", async () => {
    for (let start = 0; start + 64 < sample.length; start += 64) {
      const bytes = Buffer.concat([sample.subarray(0, start), sample.subarray(start + 64)]);
      expect(isPackError(await errorOf(bytes))).toBe(true);
    }
  });

  test("one with any byte changed gives the same or an error, and nothing else is thrown", async () => {
    const whole = await readAll(fileWith(sample));
    const file = fileWith(sample);
    let errors = 0;
    for (let at = 0; at < sample.length; at++) {
      const bytes = Buffer.from(sample);
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      writeFileSync(file, bytes);
      try {
        // Names and modes have no checksum, contents have.
        const contents = (await readAll(file)).map((line) => line.replace(/^.*?: /su, ""));
        const known = whole.map((line) => line.replace(/^.*?: /su, ""));
        for (const content of contents) expect([...known, "index.js"]).toContain(content);
      } catch (error) {
        if (!isPackError(error)) throw error;
        errors++;
      }
    }
    expect(errors).toBeGreaterThan(sample.length / 2);
  });

  test("random bytes anywhere end in a result or a PackError", async () => {
    const patch = fc.record({ at: fc.nat(sample.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) });
    const file = fileWith(sample);
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 1, maxLength: 6 }), async (patches) => {
        const bytes = Buffer.from(sample);
        for (const { at, bytes: written } of patches) Buffer.from(written).copy(bytes, at);
        writeFileSync(file, bytes);
        const failure: unknown = await readAll(file).then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(failure === undefined || isPackError(failure)).toBe(true);
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  test.each<readonly [string, MadeEntry, string]>([
    [
      "a checksum that is wrong",
      { name: "a.js", content: "light", crc: 7 },
      'The entry "a.js" of lighthouse.zip does not have the checksum that it claims.',
    ],
    [
      "less than it claims",
      { name: "a.js", content: "light", size: 500 },
      'The entry "a.js" of lighthouse.zip does not have the size that it claims.',
    ],
    [
      "more than it claims",
      { name: "a.js", content: "light ".repeat(99), size: 5 },
      'The entry "a.js" of lighthouse.zip cannot be decompressed, or is larger than it claims.',
    ],
    [
      "one byte more than it claims",
      { name: "a.js", content: "light!", size: 5 },
      'The entry "a.js" of lighthouse.zip does not have the size that it claims.',
    ],
    [
      "two sizes though it is stored",
      { name: "a.js", content: "light", method: 0, size: 3 },
      "lighthouse.zip is not a readable zip: an entry that is not compressed has two different sizes.",
    ],
    [
      "an end behind the end of the file",
      { name: "a.js", content: "light", compressedSize: 9999 },
      'The entry "a.js" of lighthouse.zip ends after the end of the zip.',
    ],
    [
      "no header where it should be",
      { name: "a.js", content: "light", offset: 3 },
      'The entry "a.js" of lighthouse.zip is not where the list of entries says.',
    ],
    [
      "a method that Lambda does not know",
      { name: "a.js", content: "light", method: 14 },
      'The entry "a.js" of lighthouse.zip is compressed with method 14, which neither lambda-pack nor Lambda reads.',
    ],
    [
      "a link of a long text",
      { name: "a", content: "x".repeat(5000), unixMode: 0o120777 },
      'The entry "a" of lighthouse.zip is a link whose target is too long.',
    ],
  ])("an entry with %s is named", async (_, entry, message) => {
    expect(await errorOfEntries([entry])).toMatchObject({ code: "ZIP_INVALID", message });
  });

  test("an entry that is compressed in another way is no harm until it is read", async () => {
    const file = fileWith(madeZip([{ name: "a.js", content: "light", method: 14 }]));
    const { bundle, close } = await openZip(file, { label });
    expect(bundle.entries).toMatchObject([{ path: "a.js", zipped: { method: 14 } }]);
    await close();
  });

  test("more entries than the zip says are not passed over", async () => {
    const entries = [{ name: "a.js" }, { name: "b.js" }];
    expect(await errorOfEntries(entries, { count: 1 })).toMatchObject({
      message: "lighthouse.zip is not a readable zip: it has more entries than it claims.",
    });
    expect(await errorOfEntries(entries, { count: 3 })).toMatchObject({ code: "ZIP_INVALID" });
  });
});

describe("names", () => {
  test.each([
    ["../beam", "leads out of the folder that it is unpacked into"],
    ["lib/../../beam", "leads out of the folder that it is unpacked into"],
    ["/etc/passwd", "is absolute"],
    ["C:/beam", "is absolute"],
    ["lib\\beam.js", "has a backslash, which not every program takes for a slash"],
    ["..\\beam.js", "has a backslash, which not every program takes for a slash"],
    ["beam\u0000.js", "has a NUL character"],
    ["", "is empty"],
  ])("%j is unsafe", async (name, reason) => {
    expect(await errorOfEntries([{ name: "a.js" }, { name }, { name: "z.js" }])).toMatchObject({
      code: "ZIP_UNSAFE",
      message: `lighthouse.zip has an entry with an unsafe name: ${JSON.stringify(name)} ${reason}.`,
    });
  });

  test("one that is longer than any system allows is unsafe", async () => {
    expect(await errorOfEntries([{ name: "x/".repeat(3000) + "a.js" }])).toMatchObject({ code: "ZIP_UNSAFE" });
  });

  test.each<readonly [string, readonly MadeEntry[], string]>([
    ["twice", [{ name: "a.js" }, { name: "a.js" }], '"a.js" appears twice'],
    ["twice in two forms", [{ name: "lib/a.js" }, { name: "./lib//a.js" }], '"lib/a.js" appears twice'],
    ["as a file and a directory", [{ name: "a" }, { name: "a/", method: 0 }], '"a" appears twice'],
    ["as a file and a folder", [{ name: "a/b.js" }, { name: "a" }], '"a" is both a file and a folder'],
    [
      "as a link and a folder",
      [{ name: "a", content: "/etc", unixMode: 0o120777 }, { name: "a/b.js" }],
      '"a" is both a link and a folder',
    ],
  ])("one that is there %s is unsafe", async (_, entries, reason) => {
    expect(await errorOfEntries(entries)).toMatchObject({
      code: "ZIP_UNSAFE",
      message: `lighthouse.zip has an entry with an unsafe name: ${reason}.`,
    });
  });

  test("a file that is the folder itself is unsafe", async () => {
    expect(await errorOfEntries([{ name: "./." }])).toMatchObject({ code: "ZIP_UNSAFE" });
  });

  test("directories that are there twice are no harm", async () => {
    const lib = { name: "lib/", method: 0, unixMode: 0o040755 };
    expect(await readAll(fileWith(madeZip([lib, lib, { name: "lib/a.js" }])))).toEqual(["lib/a.js: "]);
  });
});

describe("encrypted zips", () => {
  test("are reported by their first such entry", async () => {
    expect(await errorOfEntries([{ name: "a.js" }, { name: "secret.js", flags: 0x801 }])).toMatchObject({
      code: "ZIP_ENCRYPTED",
      message: 'lighthouse.zip is encrypted: "secret.js" needs a password.',
    });
  });

  test("with strong encryption too", async () => {
    expect(await errorOfEntries([{ name: "secret.js", flags: 0x841 }])).toMatchObject({ code: "ZIP_ENCRYPTED" });
  });

  const programs = [
    ["zip", ["-q", "-P", "pharos", "out.zip", "a.js"]],
    ["7zz", ["a", "-tzip", "-ppharos", "out.zip", "a.js"]],
    ["7zz", ["a", "-tzip", "-ppharos", "-mem=AES256", "out.zip", "a.js"]],
  ] as const;
  test.each(programs.filter(([name]) => hasProgram(name)))("as %s %j makes them", async (program, parameters) => {
    const dir = temporaryDirectory();
    writeFileSync(join(dir, "a.js"), "light");
    execFileSync(program, [...parameters], { cwd: dir, stdio: "ignore" });
    expect(await packErrorOf(() => readAll(join(dir, "out.zip")))).toMatchObject({ code: "ZIP_ENCRYPTED" });
  });
});

describe("bombs", () => {
  test("a zip of a few bytes that claims 4 GiB is not opened", async () => {
    expect(await errorOfEntries([{ name: "a", size: 2 ** 32 - 2, content: "x" }])).toMatchObject({
      code: "ZIP_TOO_LARGE",
      message:
        "Refusing to open lighthouse.zip: it claims to unpack to 4294967294 bytes, more than the maximum of 2147483648.",
    });
  });

  test("sums count, not single files", async () => {
    const entries = ["a", "b", "c", "d", "e"].map((name) => ({ name, size: 2 ** 29 }));
    expect(await errorOfEntries(entries)).toMatchObject({ code: "ZIP_TOO_LARGE" });
    expect(await errorOfEntries(entries.slice(1))).toMatchObject({ code: "ZIP_INVALID" });
  });

  test("a file that is larger than any for Lambda is not read", async () => {
    expect(await errorOfEntries([{ name: "a", size: 2 ** 29 + 1 }])).toMatchObject({
      code: "ZIP_TOO_LARGE",
      message:
        'Refusing to open lighthouse.zip: its entry "a" has 536870913 bytes, more than the maximum of 536870912.',
    });
  });

  test("entries that share bytes are not opened", async () => {
    const entries = [
      { name: "a", content: "x".repeat(1000) },
      { name: "b", content: "x".repeat(1000), offset: 0 },
    ];
    expect(await errorOfEntries(entries)).toMatchObject({
      code: "ZIP_TOO_LARGE",
      message: 'Refusing to open lighthouse.zip: its entry "b" shares bytes with another entry.',
    });
  });

  test("entries that nest in each other are not opened", async () => {
    const entries = [
      { name: "a", content: "x", compressedSize: 60 },
      { name: "b", content: "y".repeat(100), method: 0 },
    ];
    expect(await errorOfEntries(entries)).toMatchObject({ code: "ZIP_TOO_LARGE" });
  });

  test("one that inflates to far more than it says is stopped at what it says", async () => {
    const file = fileWith(madeZip([{ name: "a", content: Buffer.alloc(200_000_000), size: 100 }]));
    const before = process.memoryUsage().arrayBuffers;
    expect(await packErrorOf(() => readAll(file))).toMatchObject({ code: "ZIP_INVALID" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  test("a list of entries far behind the end of the file is not looked for", async () => {
    const bytes = madeZip([{ name: "a.js" }]);
    bytes.writeUInt32LE(0xfffffff0, bytes.length - 6);
    expect(await errorOf(bytes)).toMatchObject({
      code: "ZIP_INVALID",
      message:
        "lighthouse.zip is not a readable zip: its list of entries is not where it should be, so it was cut off or changed.",
    });
  });

  test("a million entries are not read", async () => {
    // The end of a zip64 tells their number; nothing needs to be there.
    const end = Buffer.alloc(56 + 20 + 22);
    end.writeUInt32LE(0x06064b50, 0);
    end.writeBigUInt64LE(1_000_000n, 32);
    end.writeUInt32LE(0x07064b50, 56);
    end.writeUInt32LE(0x06054b50, 76);
    expect(await errorOf(end)).toMatchObject({
      code: "ZIP_TOO_LARGE",
      message: "Refusing to open lighthouse.zip: it claims 1000000 entries, more than the maximum of 500000.",
    });
  });

  test("folders without number are not made up from long names", async () => {
    const entries = Array.from({ length: 260 }, (_, index) => ({ name: `${index}/${"x/".repeat(2000)}a` }));
    expect(await errorOfEntries(entries)).toMatchObject({ code: "ZIP_TOO_LARGE" });
  });
});

function folder(number: number): string {
  return `node_modules/p${number}/package.json`;
}

describe("a small zip that would take more memory than any machine has:", () => {
  const target = { name: "package.json", content: "{}" };

  test("package.json files of too many bytes together", async () => {
    const content = `{"keywords": [${"1,".repeat(500_000)}1]}`;
    const many = Array.from({ length: 40 }, (_, number) => ({ name: folder(number), content }));
    expect(await errorOfEntries([target, ...many])).toMatchObject({
      code: "ZIP_TOO_LARGE",
      message: expect.stringContaining("its package.json files have more than 33554432 bytes together"),
    });
  });

  test("too many packages", async () => {
    const many = Array.from({ length: 20_001 }, (_, number) => ({ name: folder(number), content: "{}" }));
    expect(await errorOfEntries([target, ...many])).toMatchObject({
      code: "ZIP_TOO_LARGE",
      message: expect.stringContaining("it has more than 20000 packages"),
    });
  });

  test("too many dependencies", async () => {
    const dependencies = Object.fromEntries(Array.from({ length: 5000 }, (_, number) => [`p${number}`, "1"]));
    const content = JSON.stringify({ dependencies });
    const many = Array.from({ length: 50 }, (_, number) => ({ name: folder(number), content }));
    expect(await errorOfEntries([target, ...many])).toMatchObject({
      code: "ZIP_TOO_LARGE",
      message: expect.stringContaining("its packages declare more than 200000 dependencies"),
    });
  });
});
