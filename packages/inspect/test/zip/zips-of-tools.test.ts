import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OpenedBundle } from "@lambda-pack/model";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { edgesOf, opened } from "./opened.ts";
import { zipWriters } from "./zip-writers.ts";
import type { ZipWriter } from "./zip-writers.ts";

/** Path → content. */
type Files = Readonly<Record<string, string>>;

function writeFiles(dir: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}

/** Zips files and reads the zip. */
async function zipped(writer: ZipWriter, prepare: (dir: string) => void): Promise<OpenedBundle> {
  const root = temporaryDirectory();
  const dir = join(root, "beam");
  mkdirSync(dir);
  prepare(dir);
  const zip = join(root, "lighthouse.zip");
  await writer.write(dir, zip);
  return opened(zip);
}

async function contentsOf({ bundle, read }: OpenedBundle): Promise<Files> {
  const contents: Record<string, string> = {};
  for (const entry of bundle.entries) {
    contents[entry.path] = entry.kind === "file" ? Buffer.from(await read(entry)).toString() : `-> ${entry.target}`;
  }
  return contents;
}

const files: Files = {
  "package.json": JSON.stringify({ name: "beam", version: "1.0.0", dependencies: { "@bay/lamp": "1", lens: "1" } }),
  "index.js": "exports.handler = async () => 'light';\n",
  "lib/Nebel für Schiffe.txt": "fog",
  "lib/empty.txt": "",
  "lib/灯台.txt": "tide\n".repeat(50_000),
  ".hidden": "dot",
  "node_modules/lens/package.json": JSON.stringify({ name: "lens", version: "1.0.0" }),
  "node_modules/lens/index.js": "lens",
  "node_modules/@bay/lamp/package.json": JSON.stringify({
    name: "@bay/lamp",
    version: "1.0.0",
    dependencies: { lens: "2" },
  }),
  "node_modules/@bay/lamp/node_modules/lens/package.json": JSON.stringify({ name: "lens", version: "2.0.0" }),
};

describe.each(zipWriters)("a zip made by $name", (writer) => {
  test("has the files that were zipped, and their packages", async () => {
    const bundle = await zipped(writer, (dir) => {
      writeFiles(dir, files);
    });
    expect(await contentsOf(bundle)).toEqual(files);
    expect(bundle.bundle).toMatchObject({ root: "", target: "beam@1.0.0" });
    expect(edgesOf(bundle.bundle)).toEqual([
      "@bay/lamp@1.0.0 -> lens@2.0.0",
      "beam@1.0.0 -> @bay/lamp@1.0.0, lens@1.0.0",
      "lens@1.0.0",
      "lens@2.0.0",
    ]);
  });

  test("has their modes", async () => {
    const modes = { "run.sh": 0o755, "secret.txt": 0o600, "plain.txt": 0o644 };
    const { bundle } = await zipped(writer, (dir) => {
      for (const [name, mode] of Object.entries(modes)) {
        writeFileSync(join(dir, name), name);
        chmodSync(join(dir, name), mode);
      }
    });
    expect(
      Object.fromEntries(bundle.entries.map((entry) => [entry.path, entry.kind === "file" && entry.mode])),
    ).toEqual(modes);
  });
});

describe.each(zipWriters.filter(({ keepsLinks }) => keepsLinks))("a zip with links made by $name", (writer) => {
  test("has links, which lead to packages", async () => {
    const { bundle } = await zipped(writer, (dir) => {
      writeFiles(dir, {
        "package.json": files["package.json"] ?? "",
        "packages/lens/package.json": files["node_modules/lens/package.json"] ?? "",
      });
      mkdirSync(join(dir, "node_modules"));
      symlinkSync("../packages/lens", join(dir, "node_modules/lens"));
    });
    expect(bundle.entries).toContainEqual(
      expect.objectContaining({ kind: "link", path: "node_modules/lens", target: "../packages/lens" }),
    );
    expect(edgesOf(bundle)).toEqual(["beam@1.0.0 -> lens@1.0.0", "lens@1.0.0"]);
  });
});

describe.skipIf(!hasProgram("python3"))("zip64, by Python", () => {
  const write = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    for number in range(int(sys.argv[2])):
        with archive.open("lib/%d.txt" % number, "w", force_zip64=True) as entry:
            entry.write(b"tide %d" % number)
`;

  test.each([1, 66_000])("%i entries with 64-bit sizes", async (count) => {
    const zip = join(temporaryDirectory(), "lighthouse.zip");
    execFileSync("python3", ["-c", write, zip, String(count)]);
    const { bundle, read } = await opened(zip);
    expect(bundle.entries).toHaveLength(count);
    const last = bundle.entries.find(({ path: at }) => at === `lib/${count - 1}.txt`);
    if (last?.kind !== "file") throw new Error("There should be a last file");
    expect(Buffer.from(await read(last)).toString()).toBe(`tide ${count - 1}`);
  });
});

const segment = fc.constantFrom(
  "a",
  "b",
  "node_modules",
  "@bay",
  "lens",
  "package",
  "ü",
  "灯",
  "x y",
  "..a",
  ".b",
  "c'd",
  "e$f",
  "[g]",
);
const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("/"));

/** Paths of which none is a folder of another one. */
const trees = fc
  .uniqueArray(path, { minLength: 1, maxLength: 12 })
  .map((paths) => paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`))))
  .chain((paths) => fc.record(Object.fromEntries(paths.map((each) => [each, fc.string({ maxLength: 40 })] as const))));

/** Names that are not marked as UTF-8 are taken for what they are on Unix. */
const python = `
import json, sys, zipfile
def name(entry):
    return entry.filename if entry.flag_bits & 0x800 else entry.filename.encode("cp437").decode("utf-8")
print(json.dumps([[name(entry), entry.file_size, entry.CRC] for entry in zipfile.ZipFile(sys.argv[1]).infolist()]))
`;

test("any tree is read as it was written, whatever zipped it, and listed as Python lists it", async () => {
  const listed = hasProgram("python3") ? listedByPython : listedHere;
  await fc.assert(
    fc.asyncProperty(trees, fc.constantFrom(...zipWriters), async (tree, writer) => {
      const bundle = await zipped(writer, (dir) => {
        writeFiles(dir, tree);
      });
      expect(await contentsOf(bundle)).toEqual({ ...tree });
      expect(listedHere(bundle)).toEqual(listed(bundle));
    }),
    { numRuns: 30 },
  );
}, 120_000);

/** Name, size and checksum of each entry, directories as well. */
function listedHere({ bundle, archive }: OpenedBundle): readonly string[] {
  const zippedFiles = bundle.entries.map((entry) => [
    entry.path,
    entry.kind === "file" ? entry.size : 0,
    entry.zipped?.crc32 ?? 0,
  ]);
  return sorted([...zippedFiles, ...(archive?.directories ?? []).map((name) => [name, 0, 0])]);
}

function listedByPython({ archive }: OpenedBundle): readonly string[] {
  const output = execFileSync("python3", ["-c", python, archive?.file ?? ""], { encoding: "utf8" });
  const listed = JSON.parse(output) as readonly (readonly [string, number, number])[];
  return sorted(listed.map(([name, size, crc]) => [name === "./" ? name : name.replace(/^\.\//u, ""), size, crc]));
}

function sorted(list: readonly unknown[]): readonly string[] {
  return list.map((one) => JSON.stringify(one)).toSorted();
}
