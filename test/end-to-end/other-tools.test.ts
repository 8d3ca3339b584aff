import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { json, withMode, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { ZipArchive } from "archiver";
import { execa } from "execa";
import { expect, test } from "vitest";
import { byCodeUnit } from "../../packages/model/src/index.ts";
import type { Finding } from "../../packages/model/src/index.ts";
import type { BundleDifference } from "../../packages/inspect/src/index.ts";
import { observatory } from "../harness/observatory.ts";
import { runCommand } from "../harness/run-command.ts";

/** The first time, Serverless is fetched. */
const timeout = 240_000;

/** What the telescope packs is its handler and a program; its test is none of it. */
const telescope: Tree = {
  "packages/telescope": {
    "package.json": json({
      name: "telescope",
      version: "1.0.0",
      main: "main.js",
      files: ["main.js", "bin"],
      dependencies: { "@observatory/lens": "^1.0.0", prism: "^2.0.0" },
      devDependencies: { dome: "1" },
    }),
    "bin/focus": withMode(0o755, "#!/bin/sh\n"),
    "test/main.test.js": "require('../main.js');\n",
    ".env": "TOKEN=secret\n",
  },
};

interface Tool {
  readonly name: string;
  /** Zips what is in the directory. */
  readonly write: (directory: string, zip: string) => Promise<void>;
  /** What it does otherwise than lambda-pack wherever it runs; the order and dates of files differ between machines. */
  readonly marks: readonly string[];
}

/** Info-ZIP is on most machines and on CI, which installs it. */
const infoZip = { name: "zip -r", write: writeWithZip, marks: ["extra-fields", "directories"] };

const tools: readonly Tool[] = [
  ...(hasProgram("zip") ? [infoZip] : []),
  { name: "archiver", write: writeWithArchiver, marks: ["method", "flags", "directories"] },
  { name: "Serverless Framework 3", write: writeWithServerless, marks: ["method", "flags"] },
];

test.each(tools)(
  "a zip by $name is read like ours, and diff explains why its bytes are others",
  async ({ write, marks }) => {
    const root = await packedTelescope();
    await write(path.join(root, "staged"), path.join(root, "theirs.zip"));

    const { exitCode, stdout } = await runCommand(["diff", "ours.zip", "theirs.zip", "--json"], root);
    const { equal, identical, archive }: BundleDifference = JSON.parse(stdout);
    expect({ exitCode, equal, identical }).toEqual({ exitCode: 0, equal: true, identical: false });
    expect(archive.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...marks]));
    expect((await runCommand(["diff", "theirs.zip", "telescope"], root)).stdout).toBe(
      "theirs.zip and telescope have the same files.\n",
    );
    expect(await listed("theirs.zip", root)).toEqual(await listed("ours.zip", root));
    expect(await checked("theirs.zip", root)).toEqual({ exitCode: 0, found: [] });
  },
  timeout,
);

test(
  "what Serverless adds to a hoisted package and leaves out of it shows in diff, and check says what would fail",
  async () => {
    const root = await packedTelescope();
    await writeWithServerless(path.join(root, "packages/telescope"), path.join(root, "theirs.zip"));

    const { exitCode, stdout, stderr } = await runCommand(["diff", "ours.zip", "theirs.zip"], root);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    // The sizes of the zips are for zlib to decide.
    expect(stdout.split("\n").filter((line) => !line.startsWith("  Zipped "))).toEqual([
      "ours.zip and theirs.zip differ in 4 packages and 8 files:",
      "  Packages  4 -> 1 (-3)",
      "  Files     9 -> 5 (-4)",
      "  Unzipped  831 B -> 475 B (-356 B)",
      "",
      "Packages: 3 removed, 1 changed",
      "  ~ telescope          1.0.0   +36 B",
      "      different content in the same version",
      "  - @observatory/lens  1.0.0  -198 B",
      "  - prism              1.4.0   -97 B",
      "  - prism              2.1.0   -97 B",
      "",
      "Files: 2 added, 6 removed",
      "  + .env  13 B",
      "  + test/main.test.js  23 B",
      "  6 more files (shown with --files)",
      "",
    ]);
    expect(await checked("theirs.zip", root)).toEqual({
      exitCode: 1,
      found: [
        "error unresolved-import: @observatory/lens in main.js",
        "warning secret-in-bundle: .env",
        "warning unresolved-import: prism in main.js",
      ],
    });
  },
  timeout,
);

/** The packages of a zip; how small they are in it differs with the tool. */
async function listed(zip: string, root: string): Promise<unknown> {
  const { stdout } = await runCommand(["list", zip, "--json"], root);
  const { packages }: { readonly packages: readonly Readonly<Record<string, unknown>>[] } = JSON.parse(stdout);
  expect(packages.map(({ id }) => String(id)).toSorted(byCodeUnit)).toEqual([
    "@observatory/lens@1.0.0",
    "prism@1.4.0",
    "prism@2.1.0",
    "telescope@1.0.0",
  ]);
  return packages.map((one) => ({ ...one, zippedBytes: 0, retainedZippedBytes: 0 }));
}

interface Checked {
  readonly exitCode: number;
  /** `error unresolved-import: prism`. */
  readonly found: readonly string[];
}

async function checked(zip: string, root: string): Promise<Checked> {
  const { exitCode, stdout } = await runCommand(["check", zip, "--json"], root);
  const { findings }: { readonly findings: readonly Finding[] } = JSON.parse(stdout);
  return { exitCode, found: findings.map((one) => `${one.severity} ${one.kind}: ${subjectOf(one)}`) };
}

function subjectOf(finding: Finding): string {
  if (finding.kind === "unresolved-import") return `${finding.specifier} in ${finding.path}`;
  return finding.kind === "secret-in-bundle" ? finding.paths.join(" ") : finding.package;
}

async function packedTelescope(): Promise<string> {
  const root = await observatory(telescope);
  const argv = ["telescope", "--out", "ours.zip", "--stage-dir", "staged", "--quiet"];
  expect(await runCommand(argv, root)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  return root;
}

async function writeWithZip(directory: string, zip: string): Promise<void> {
  await execa("zip", ["-q", "-r", zip, "."], { cwd: directory });
}

async function writeWithArchiver(directory: string, zip: string): Promise<void> {
  const archive = new ZipArchive({ zlib: { level: 9 } });
  archive.directory(directory, false);
  const written = pipeline(archive, createWriteStream(zip));
  await archive.finalize();
  await written;
}

/** Without credentials, and in an empty home, where it keeps its settings. */
async function writeWithServerless(directory: string, zip: string): Promise<void> {
  writeTree(directory, {
    "serverless.yml": json({
      service: "telescope",
      frameworkVersion: "3",
      provider: { name: "aws", runtime: "nodejs20.x" },
      // There are none in either folder, and asking npm for them is most of the time.
      package: { excludeDevDependencies: false },
      functions: { telescope: { handler: "main.lambdaHandler" } },
    }),
  });
  const home = path.join(path.dirname(zip), "home");
  const output = path.join(path.dirname(zip), "serverless");
  await execa(await toolBin("serverless-3.40.0"), ["package", "--package", output], {
    cwd: directory,
    extendEnv: false,
    env: {
      PATH: process.env["PATH"],
      HOME: home,
      SLS_TELEMETRY_DISABLED: "1",
      SLS_INTERACTIVE_SETUP_ENABLE: "0",
      SLS_NOTIFICATIONS_MODE: "off",
    },
  });
  await rename(path.join(output, "telescope.zip"), zip);
}
