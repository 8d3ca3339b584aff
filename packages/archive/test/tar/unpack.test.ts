import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { writeBundle } from "@lambda-pack/archive";
import type { StagedEntry } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { readZip } from "@lambda-pack/test-support/zips/read-zip";
import { endBlocks, entryHeader, paddingOf } from "../../src/tar/tar-records.ts";
import { snapshot } from "../snapshot.ts";
import { stagingOf } from "../staging.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { anyTarSpecs } from "./any-tar-specs.ts";
import { readTar } from "./read-tar.ts";
import { tarOf } from "./tar-of.ts";
import type { TarSpec } from "./tar-of.ts";

const python = "import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])";

/** Programs by other people, and how they unpack a tar into a directory. */
const unpackers: Readonly<Record<string, (file: string, dir: string) => readonly string[]>> = {
  tar: (file, dir) => ["--no-same-owner", "-xpf", file, "-C", dir],
  busybox: (file, dir) => ["tar", file.endsWith("gz") ? "-xzpf" : "-xpf", file, "-C", dir],
  bsdtar: (file, dir) => ["-xpf", file, "-C", dir],
  python3: (file, dir) => ["-c", python, file, dir],
};

const programs = Object.keys(unpackers).filter(hasProgram);

function unpack(program: string, file: string): string {
  const dir = tree({});
  const env = { PATH: process.env["PATH"], LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  execFileSync(program, unpackers[program]?.(file, dir) ?? [], { env, stdio: ["ignore", "ignore", "pipe"] });
  return dir;
}

/** The tree that the entries describe. */
function written(specs: readonly TarSpec[]): string {
  const dir = tree({});
  for (const spec of specs) {
    const path = join(dir, spec.path);
    mkdirSync(dirname(path), { recursive: true });
    if ("target" in spec) symlinkSync(spec.target, path);
    else {
      writeFileSync(path, spec.content);
      chmodSync(path, spec.mode ?? 0o644);
    }
  }
  return dir;
}

/** libarchive composes the names of PAX headers (docs/archive-format.md); what is composed already stays as it is. */
function normalized(spec: TarSpec): TarSpec {
  const path = spec.path.normalize("NFC");
  return "target" in spec ? { path, target: spec.target.normalize("NFC") } : { ...spec, path };
}

const bundle: readonly TarSpec[] = [
  { path: "bin/run", content: "#!", mode: 0o755 },
  { path: "lib/ä", target: "../ö/ü" },
  { path: "main.js", content: "exports.lambdaHandler = async () => require('lodash');\n" },
  { path: "node:fs/index.js", content: "1" },
  { path: `node_modules/${"n".repeat(200)}/é.js`, content: "1" },
  { path: "node_modules/node:fs/[...id].js", content: "1" },
  { path: `node_modules/${"scope/".repeat(30)}index.js`, content: "" },
  { path: `node_modules/${"scope/".repeat(50)}index.js`, content: "1" },
  { path: "node_modules/self", target: `../${"scope/".repeat(30)}index.js` },
];

test("at least one other program is here to unpack with", () => {
  expect(programs).not.toEqual([]);
});

describe.each(programs)("%s unpacks", (program) => {
  test.each(["tar", "tar.gz"] as const)("a %s of a bundle to what was packed", async (format) => {
    const { file } = await tarOf(bundle, { format });
    expect(snapshot(unpack(program, file))).toEqual(snapshot(written(bundle)));
  });

  test("any entries to what was packed", async () => {
    await fc.assert(
      fc.asyncProperty(anyTarSpecs, async (any) => {
        const specs = program === "bsdtar" ? any.map(normalized) : any;
        const { file } = await tarOf(specs);
        expect(snapshot(unpack(program, file))).toEqual(snapshot(written(specs)));
      }),
      { numRuns: 20 },
    );
  });

  test("files with the time that all staged files have", async () => {
    const dir = unpack(program, (await tarOf(bundle)).file);
    expect(lstatSync(join(dir, "main.js")).mtimeMs).toBe(Date.UTC(1980, 0, 1));
    expect(readdirSync(dir).toSorted()).toEqual(["bin", "lib", "main.js", "node:fs", "node_modules"]);
  });
});

test.runIf(hasProgram("tar"))("tar lists the owner, modes, times and names, and directories nowhere", async () => {
  const { file } = await tarOf(bundle.slice(0, 3), { format: "tar.gz" });
  const env = { PATH: process.env["PATH"], LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TZ: "UTC" };
  const lines = execFileSync("tar", ["-tvf", file], { encoding: "utf8", env }).trimEnd().split("\n");
  expect(lines.map((line) => line.replaceAll(/ +/gu, " "))).toEqual([
    "-rwxr-xr-x 0/0 2 1980-01-01 00:00 bin/run",
    "lrwxrwxrwx 0/0 0 1980-01-01 00:00 lib/ä -> ../ö/ü",
    "-rw-r--r-- 0/0 55 1980-01-01 00:00 main.js",
  ]);
});

/** How the programs list names and sizes; BusyBox understands no size of an extended header. */
const listers: Readonly<Record<string, readonly string[]>> = {
  tar: ["-tvf"],
  bsdtar: ["-tvf"],
  python3: ["-m", "tarfile", "-v", "-l"],
};

test.each(Object.keys(listers).filter(hasProgram))("%s finds what lies behind a file of 8 GiB and more", (program) => {
  const size = 2 ** 33 + 1;
  const file = join(tree({}), "bundle.tar");
  const fd = openSync(file, "wx");
  const begin = entryHeader(entryOf("large.bin", size));
  writeSync(fd, begin, 0, begin.length, 0);
  const end = Buffer.concat([paddingOf(size), entryHeader(entryOf("main.js", 0)), endBlocks()]);
  writeSync(fd, end, 0, end.length, begin.length + size);
  closeSync(fd);
  const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" };
  const listed = execFileSync(program, [...(listers[program] ?? []), file], { encoding: "utf8", env });
  expect(listed).toMatch(/ 8589934593 .*large\.bin\s.* 0 .*main\.js\s/su);
});

function entryOf(path: string, size: number): StagedEntry {
  return { kind: "file", path, mode: 0o644, size, mtimeMs: 0, ctimeMs: 0, ino: 0, dev: 0, source: "" };
}

test.each(["tar", "tar.gz"] as const)("the %s holds what the zip of the same bundle holds", async (format) => {
  const dir = tree({});
  const files = bundle.filter((spec) => "content" in spec);
  const links = bundle.flatMap((spec) => ("target" in spec ? [{ kind: "link", ...spec } as const] : []));
  const staging = stagingOf(dir, files, links);
  await writeBundle(staging, { archive: join(dir, "bundle.zip") });
  await writeBundle(staging, { archive: join(dir, `bundle.${format}`), format, stageDir: join(dir, "bundle") });
  const tarred = await readTar(join(dir, `bundle.${format}`));
  const ofTar = tarred.map(({ header, content }) => ({
    path: header.name,
    mode: (header.type === "symlink" ? 0o120000 : 0o100000) | (header.mode ?? 0),
    content: header.type === "symlink" ? Buffer.from(header.linkname ?? "") : content,
  }));
  expect(ofTar).toEqual(await readZip(join(dir, "bundle.zip")));
  expect(snapshot(unpack(programs[0] ?? "", join(dir, `bundle.${format}`)))).toEqual(snapshot(join(dir, "bundle")));
});

test("a handler runs out of the unpacked tar", async () => {
  const { file } = await tarOf([
    { path: "main.js", content: "exports.lambdaHandler = async (event) => require('lodash')(event);" },
    { path: "node_modules/lodash", target: "../store/lodash" },
    { path: "store/lodash/index.js", content: "module.exports = ({ name }) => `hello ${name}`;" },
  ]);
  for (const program of programs) {
    const script = "require('./main.js').lambdaHandler({ name: 'database' }).then(console.log)";
    const cwd = unpack(program, file);
    expect(execFileSync(process.execPath, ["-e", script], { cwd, encoding: "utf8" })).toBe("hello database\n");
  }
});
