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
    packageManager: {
      name: "pnpm",
      recognizedBy: "installed",
      version: "10.4.1",
      declared: "pnpm@10",
      declaredIn: "package.json",
    },
    layout: "isolated",
    installed: { hoisted: 0, own: 0, linked: 5, missing: 1 },
    lockfiles: [
      { name: "pnpm-lock.yaml", used: true, readable: false },
      { name: "yarn.lock", format: "1", used: false, readable: true },
    ],
  },
  outputs: {
    dir: ".lambda-pack",
    archives: { files: 1, bytes: 2048 },
    stagingDirectories: 2,
    indexes: { files: 0, bytes: 0 },
    leftovers: [],
  },
  problems: [
    { severity: "error", message: "./pnpm-lock.yaml cannot be read.", hint: "Run 'pnpm install'." },
    { severity: "warning", message: "There are several lockfiles.", hint: "Keep one." },
  ],
};

const pipe = { width: Infinity, colors: plainColors, live: false };

test("the findings and the problems, as plain text", () => {
  expect(renderDoctor(diagnosis, pipe)).toBe(`  Version     lambda-pack 1.2.3, in ./node_modules/lambda-pack
  Node.js     22.11.0, with zlib 1.3.0
  Machine     linux 6.1.0 on x64
  Workspace   ~/botland
              recognized by workspaces in package.json and packages in lerna.json
  Packages    1,200, 2 of them with a lambdaPack field
  Manager     pnpm, recognized by its install in the workspace
              version 10.4.1 according to its files
              pnpm@10 is declared in package.json
  Layout      isolated: links to a store
              declared dependencies: 5 behind links, 1 missing
  Lockfiles   pnpm-lock.yaml, cannot be read
              yarn.lock, format 1, not used
  File names  case-sensitive
  Outputs     1 archive (2.0 KiB), 2 staging directories, 0 indexes (0 B) in .lambda-pack

1 error, so that nothing can be packed
  -  ./pnpm-lock.yaml cannot be read.
     Run 'pnpm install'.

1 warning
  -  There are several lockfiles.
     Keep one.
`);
});

test("without a workspace and without problems it is short", () => {
  const { workspace: _, outputs: __, ...rest } = diagnosis;
  const text = renderDoctor({ ...rest, problems: [] }, pipe);
  expect(text.split("\n").slice(3)).toEqual(["", "No problems found.", ""]);
});

test("it fits into a narrow terminal", () => {
  const lines = renderDoctor(diagnosis, { ...pipe, width: 50 }).split("\n");
  expect(lines.filter((line) => line.length > 50)).toEqual([]);
});

test("a path with control characters does no harm to a terminal", () => {
  const text = renderDoctor({ ...diagnosis, tool: { version: "1", installedIn: "./a\u001B[2Jb" } }, pipe);
  expect(text).toContain(String.raw`./a\u001b[2Jb`);
});
