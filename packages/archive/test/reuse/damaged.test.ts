import {
  appendFileSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { writeBundle } from "@lambda-pack/archive";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decodeIndex, encodeIndex, NO_KEY } from "../../src/reuse/bundle-index.ts";
import type { BundleIndex } from "../../src/reuse/bundle-index.ts";
import { engineAt, engineId } from "../../src/reuse/engine.ts";
import { indexFileOf } from "../../src/reuse/index-file.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { listTree, waitForNextTick } from "./list-tree.ts";
import { packAsAnew } from "./pack-anew.ts";

const shared = {
  "lodash.js": "module.exports = {};\n".repeat(300),
  "mysql2.js": "exports.createPool = () => {};\n".repeat(200),
  "empty.js": "",
};

const fileCount = 4;

interface Project {
  readonly dir: string;
  readonly outputs: { readonly archive: string; readonly stageDir: string; readonly pool: string };
  readonly list: () => ReturnType<typeof listTree>;
}

/** A function that was packed, by a clock that has moved on. */
async function packed(): Promise<Project> {
  const dir = tree({ sources: { ...shared, "main.js": "exports.lambdaHandler = 1;\n".repeat(9) } });
  const project = projectIn(dir, "sources");
  waitForNextTick(dir);
  await writeBundle(project.list(), project.outputs);
  waitForNextTick(dir);
  return project;
}

function projectIn(dir: string, name: string): Project {
  const pool = join(dir, "pool");
  const outputs = { archive: join(pool, `${name}.zip`), stageDir: join(pool, name), pool };
  return { dir, outputs, list: () => listTree(join(dir, name)) };
}

const engine = engineId(engineAt(6));

function rewriteIndex(output: string, change: (index: BundleIndex) => BundleIndex): void {
  const index = decodeIndex(readFileSync(indexFileOf(output)), { engine, key: NO_KEY })?.index;
  if (index === undefined) throw new Error(`There is no index beside ${output}`);
  writeFileSync(indexFileOf(output), encodeIndex(change(index), NO_KEY));
}

const changeByte = (file: string, at: number) => {
  const bytes = readFileSync(file);
  bytes.writeUInt8((bytes[at] ?? 0) ^ 0xff, at);
  writeFileSync(file, bytes);
};

const sizeOf = (file: string) => statSync(file).size;

describe("an index is ignored and replaced", () => {
  const damages: readonly (readonly [string, (output: string) => void])[] = [
    ["that is empty", (output) => truncateSync(indexFileOf(output))],
    ["that lacks its last byte", (output) => truncateSync(indexFileOf(output), sizeOf(indexFileOf(output)) - 1)],
    ["that ends in its description", (output) => truncateSync(indexFileOf(output), 60)],
    ["that has one byte more", (output) => appendFileSync(indexFileOf(output), "\0")],
    ["with another byte in its mark", (output) => changeByte(indexFileOf(output), 18)],
    ["with another byte in its middle", (output) => changeByte(indexFileOf(output), sizeOf(indexFileOf(output)) >> 1)],
    ["with another byte at its end", (output) => changeByte(indexFileOf(output), sizeOf(indexFileOf(output)) - 33)],
    ["that is gone", (output) => rmSync(indexFileOf(output))],
    ["that is JSON", (output) => writeFileSync(indexFileOf(output), '{"version":1,"files":[]}')],
    ["that is the zip", (output) => copyFileSync(`${output.replace(/\.zip$/u, "")}.zip`, indexFileOf(output))],
    ["of another engine", (output) => rewriteIndex(output, (index) => ({ ...index, engine: engineId(engineAt(9)) }))],
    [
      "with fewer rows than paths",
      (output) => rewriteIndex(output, (index) => ({ ...index, paths: [...index.paths, "more.js"] })),
    ],
    [
      "without one of its columns, as of another version",
      (output) =>
        rewriteIndex(output, (index) => {
          const columns = Object.entries(index.rows).filter(([name]) => name !== "dataCrcs");
          return { ...index, rows: Object.fromEntries(columns) as unknown as BundleIndex["rows"] };
        }),
    ],
    [
      "with a column of another type",
      (output) =>
        rewriteIndex(output, (index) => {
          const inodes = new Uint32Array(index.rows.inodes) as unknown as Float64Array<ArrayBuffer>;
          return { ...index, rows: { ...index.rows, inodes } };
        }),
    ],
  ];

  test.each(damages)("%s", async (_, damage) => {
    const { list, outputs } = await packed();
    damage(outputs.archive);
    damage(outputs.stageDir);
    expect(await packAsAnew(list(), outputs)).toEqual({ read: fileCount, compressed: fileCount });
    expect(await packAsAnew(list(), outputs)).toEqual({ read: 0, compressed: 0 });
  });

  test("that has any bytes, or any of its own bytes changed", async () => {
    const { list, outputs } = await packed();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.constantFrom("replace", "overwrite", "cut"),
        async (bytes, at, how) => {
          for (const output of [outputs.archive, outputs.stageDir]) {
            const whole = readFileSync(indexFileOf(output));
            if (how === "overwrite")
              whole.set(bytes.subarray(0, whole.length), at % Math.max(whole.length - bytes.length, 1));
            const left = how === "cut" ? whole.subarray(0, at % whole.length) : whole;
            writeFileSync(indexFileOf(output), how === "replace" ? bytes : left);
          }
          await packAsAnew(list(), outputs);
          expect(await packAsAnew(list(), outputs)).toEqual({ read: 0, compressed: 0 });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("an index that cannot be read or written, a directory in its place, costs time only:", () => {
  test.each([
    ["that of the zip", [true, false]],
    ["that of the staging directory", [false, true]],
    ["both", [true, true]],
  ] as const)("%s", async (_, [atZip, atStage]) => {
    const { list, outputs } = await packed();
    const taken = [...(atZip ? [outputs.archive] : []), ...(atStage ? [outputs.stageDir] : [])].map((output) =>
      indexFileOf(output),
    );
    for (const index of taken) {
      rmSync(index);
      mkdirSync(index);
      writeFileSync(join(index, "novel.txt"), "somebody's work");
    }
    for (let run = 0; run < 2; run += 1) {
      await packAsAnew(list(), outputs);
      for (const index of taken) expect(readFileSync(join(index, "novel.txt"), "utf8")).toBe("somebody's work");
    }
  });
});

/** Where the data of a file begins in a zip, by the index beside it. */
function dataAt(archive: string, path: string): number {
  const index = decodeIndex(readFileSync(indexFileOf(archive)), { engine, key: NO_KEY })?.index;
  const row = index?.paths.indexOf(path) ?? -1;
  if (index === undefined || row < 0) throw new Error(`${path} is not in the index`);
  return index.rows.offsets[row] ?? 0;
}

const changes: readonly (readonly [string, (archive: string) => void])[] = [
  ["one byte of its data is another", (archive) => changeByte(archive, dataAt(archive, "lodash.js"))],
  ["one byte of a header is another", (archive) => changeByte(archive, dataAt(archive, "lodash.js") - 12)],
  ["one byte of its central directory is another", (archive) => changeByte(archive, sizeOf(archive) - 40)],
  ["its last byte is another", (archive) => changeByte(archive, sizeOf(archive) - 1)],
  ["all of its bytes are others", (archive) => writeFileSync(archive, Buffer.alloc(sizeOf(archive), "tide"))],
  ["it is cut within its data", (archive) => truncateSync(archive, dataAt(archive, "lodash.js") + 3)],
  ["it is cut at its end", (archive) => truncateSync(archive, sizeOf(archive) - 1)],
  ["it is empty", (archive) => truncateSync(archive)],
  ["something was appended", (archive) => appendFileSync(archive, "signature")],
  ["it is gone", (archive) => rmSync(archive)],
];

describe("a zip that was changed under its index is replaced:", () => {
  test.each(changes)("%s", async (_, change) => {
    const { list, outputs } = await packed();
    change(outputs.archive);
    await packAsAnew(list(), outputs);
    expect(await packAsAnew(list(), outputs)).toEqual({ read: 0, compressed: 0 });
  });

  test.each(changes)("%s, and nothing is staged, and all files have other inodes", async (_, change) => {
    const { dir, outputs } = await packed();
    change(outputs.archive);
    const again = tree({ sources: { ...shared, "main.js": "exports.lambdaHandler = 1;\n".repeat(9) } });
    waitForNextTick(dir);
    const options = { ...outputs, stageDir: undefined };
    expect(await packAsAnew(listTree(join(again, "sources")), options)).toMatchObject({ read: fileCount });
  });

  test("another zip, with its own contents, was put in its place", async () => {
    const { list, outputs, dir } = await packed();
    const other = join(dir, "other.zip");
    await writeBundle(listTree(tree({ "a.js": "tide".repeat(2000) })), { archive: other });
    copyFileSync(other, outputs.archive);
    expect(await packAsAnew(list(), outputs)).toEqual({ read: fileCount, compressed: fileCount });
  });

  test("only what is damaged is compressed again", async () => {
    const { list, outputs } = await packed();
    changeByte(outputs.archive, dataAt(outputs.archive, "lodash.js"));
    expect(await packAsAnew(list(), outputs)).toMatchObject({ compressed: 1 });
  });

  test("a directory in its place is told, and stays", async () => {
    const { list, outputs } = await packed();
    rmSync(outputs.archive);
    mkdirSync(outputs.archive);
    await expect(writeBundle(list(), outputs)).rejects.toMatchObject({ code: "OUTPUT_WRITE_FAILED" });
    expect(lstatSync(outputs.archive).isDirectory()).toBe(true);
  });
});

describe("of a zip of another function that was changed under its index nothing damaged is taken:", () => {
  const others: readonly (readonly [string, (archive: string) => void])[] = [
    ...changes,
    [
      "a directory stands there",
      (archive) => {
        rmSync(archive);
        mkdirSync(archive);
      },
    ],
  ];

  test.each(others)("%s", async (_, change) => {
    const { dir, outputs } = await packed();
    change(outputs.archive);
    const tide = projectIn(dir, "tide");
    mkdirSync(join(dir, "tide"));
    for (const [name, content] of Object.entries(shared)) writeFileSync(join(dir, "tide", name), content);
    waitForNextTick(dir);
    await packAsAnew(tide.list(), tide.outputs);
    expect(await packAsAnew(tide.list(), tide.outputs)).toEqual({ read: 0, compressed: 0 });
    // The same files as those of the damaged zip, known by what the disk says of them.
    const same = { ...outputs, archive: join(dir, "pool/@coast/same.zip"), stageDir: join(dir, "pool/same") };
    await packAsAnew(listTree(join(dir, "sources")), same);
  });

  test("an index there that tells of another zip is not believed", async () => {
    const { dir, outputs, list } = await packed();
    const tide = projectIn(dir, "tide");
    mkdirSync(join(dir, "tide"));
    writeFileSync(join(dir, "tide/lodash.js"), "tide".repeat(200));
    await writeBundle(tide.list(), tide.outputs);
    copyFileSync(indexFileOf(outputs.archive), indexFileOf(tide.outputs.archive));
    rmSync(outputs.archive);
    rmSync(indexFileOf(outputs.archive));
    await packAsAnew(list(), outputs);
    expect(existsSync(tide.outputs.archive)).toBe(true);
  });

  test("a pool that does not exist, or is a file, is no fault", async () => {
    const { list, outputs, dir } = await packed();
    const archive = join(dir, "a.zip");
    for (const pool of [join(dir, "nowhere"), outputs.archive]) {
      const options = { archive, pool, reuse: "verify" } as const;
      expect(await packAsAnew(list(), options)).toMatchObject({ read: fileCount });
    }
  });
});
