import { expect, test } from "vitest";
import { plainColors } from "../../../src/cli/terminal/colors.ts";
import { renderDoctor } from "../../../src/cli/doctor/render-doctor.ts";
import type { Diagnosis } from "../../../src/doctor/diagnosis.ts";

const diagnosis: Diagnosis = {
  schemaVersion: 2,
  tool: { version: "1.2.3", installedIn: "./node_modules/lambda-pack" },
  machine: { node: "22.11.0", zlib: "1.3.0", platform: "linux", arch: "x64", release: "6.1.0" },
  workspace: {
    root: "~/botland",
    rootMarks: ["workspaces in package.json", "packages in lerna.json"],
    packages: 1200,
    packable: 2,
    caseSensitive: true,
    packageManager: { name: "pnpm", recognizedBy: "installed", version: "10.4.1", declared: "pnpm@10" },
    layout: "isolated",
    installed: { hoisted: 0, own: 0, linked: 5, missing: 1 },
    lockfiles: [
      { name: "pnpm-lock.yaml", counts: true, readable: false },
      { name: "yarn.lock", format: "1", counts: false, readable: true },
    ],
  },
  outputs: {
    dir: ".lambda-pack",
    archives: { files: 1, bytes: 2048 },
    stagingDirectories: 2,
    indexes: { files: 0, bytes: 0 },
    leftovers: [],
  },
  troubles: [
    { severity: "error", message: "./pnpm-lock.yaml cannot be read.", hint: "Run 'pnpm install'." },
    { severity: "warning", message: "There are several lockfiles.", hint: "Keep one." },
  ],
};

const pipe = { width: Infinity, colors: plainColors, live: false };

test("all that was found, and what is wrong, as plain text", () => {
  expect(renderDoctor(diagnosis, pipe)).toBe(`  Version     lambda-pack 1.2.3, in ./node_modules/lambda-pack
  Node.js     22.11.0, with zlib 1.3.0
  Machine     linux 6.1.0 on x64
  Workspace   ~/botland
              known by workspaces in package.json and packages in lerna.json
  Packages    1,200, 2 of them with a lambdaPack field
  Manager     pnpm, known by what its install left in the workspace
              version 10.4.1 is what the disk tells
              pnpm@10 is asked for
  Layout      isolated: links to a store
              declared dependencies: 5 behind links, 1 missing
  Lockfiles   pnpm-lock.yaml, cannot be read
              yarn.lock, format 1, does not count
  Names       tells upper case from lower case
  Outputs     1 archive (2.0 KiB), 2 staging directories, 0 indexes (0 B) in .lambda-pack

What keeps packages from being packed
  -  ./pnpm-lock.yaml cannot be read.
     Run 'pnpm install'.

What may be wrong
  -  There are several lockfiles.
     Keep one.
`);
});

test("without a workspace and without troubles it is short", () => {
  const { workspace: _, outputs: __, ...rest } = diagnosis;
  const text = renderDoctor({ ...rest, troubles: [] }, pipe);
  expect(text.split("\n").slice(3)).toEqual(["", "Nothing is found to be wrong.", ""]);
});

test("it fits into a narrow terminal", () => {
  const lines = renderDoctor(diagnosis, { ...pipe, width: 50 }).split("\n");
  expect(lines.filter((line) => line.length > 50)).toEqual([]);
});

test("a path with control characters does no harm to a terminal", () => {
  const text = renderDoctor({ ...diagnosis, tool: { version: "1", installedIn: "./a\u001B[2Jb" } }, pipe);
  expect(text).toContain(String.raw`./a\u001b[2Jb`);
});
