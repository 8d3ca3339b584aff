import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { oneof } from "fast-check";
import type { Arbitrary } from "fast-check";
import { remove } from "fs-extra/esm";
import { matchTarget, parseManifest } from "@lambda-pack/model";
import type { OpenedBundle } from "@lambda-pack/model";
import { repository } from "@lambda-pack/test-support/repository";
import { readBinary } from "../../packages/check/src/binaries/read/read-binary.ts";
import { parseModule } from "../../packages/scan/src/read/parse-module.ts";
import { parsePackageJson } from "../../packages/scan/src/resolve/package-json.ts";
import { openZip } from "../../packages/inspect/src/index.ts";
import { madeZip } from "../../packages/inspect/test/zip/made-zip.ts";
import { unpackBundle } from "../../packages/runtime/src/sandbox/unpack-bundle.ts";
import { mutatedJson, mutatedLines, mutatedZip } from "./structured.ts";
import { parseErrorPayload } from "../../packages/runtime/src/error-payload.ts";
import { lockedImporters } from "../../packages/workspace/src/lockfile/locked-importers.ts";
import { parseBunLockfile } from "../../packages/workspace/src/lockfile/parse-bun-lockfile.ts";
import { parseNpmLockfile } from "../../packages/workspace/src/lockfile/parse-npm-lockfile.ts";
import { parsePnpmLockfile } from "../../packages/workspace/src/lockfile/parse-pnpm-lockfile.ts";
import { parseYarnBerryLockfile } from "../../packages/workspace/src/lockfile/parse-yarn-berry-lockfile.ts";
import { parseYarnClassicLockfile } from "../../packages/workspace/src/lockfile/parse-yarn-classic-lockfile.ts";
import { extractRuntimeState } from "../../packages/workspace/src/plug-and-play/extract-runtime-state.ts";
import { parsePlugAndPlay } from "../../packages/workspace/src/plug-and-play/parse-plug-and-play.ts";

/** Something that reads what others have written. */
export interface FuzzTarget {
  readonly name: string;
  /** Real files, which are mutated. */
  readonly seeds: readonly Uint8Array[];
  /** Half of the inputs, if there are any: files that are right as files of the format, with wrong values. */
  readonly structured?: Arbitrary<Uint8Array>;
  /** Returns, or throws a `PackError`. */
  readonly read: (bytes: Uint8Array) => unknown;
}

const manifest = JSON.stringify({
  name: "database",
  version: "1.0.0",
  exports: { ".": { import: "./a.mjs", require: ["./a.cjs", "./b.js"] }, "./*": "./lib/*.js" },
  imports: { "#db": "./db.js" },
  dependencies: { pg: "^8.0.0" },
  peerDependenciesMeta: { pg: { optional: true } },
});

const plugAndPlay = JSON.stringify({
  enableTopLevelFallback: true,
  ignorePatternData: "(^(?:\\.git)$)",
  fallbackExclusionList: [["database", ["workspace:."]]],
  fallbackPool: [["pg", "npm:8.0.0"]],
  packageRegistryData: [
    [null, [[null, { packageLocation: "./", packageDependencies: [["pg", "npm:8.0.0"]], linkType: "SOFT" }]]],
    [
      "pg",
      [
        [
          "npm:8.0.0",
          {
            packageLocation: "./.yarn/cache/pg.zip/node_modules/pg/",
            packageDependencies: [["pg", ["pg", "npm:8.0.0"]]],
          },
        ],
      ],
    ],
  ],
});

const zip = madeZip([
  { name: "package.json", content: manifest },
  { name: "index.js", content: "exports.handler = async () => 1;\n".repeat(40), method: 8 },
  { name: "node_modules/pg/package.json", content: '{"name":"pg","version":"8.0.0"}' },
  { name: "node_modules/pg/lib/link.js", content: "../index.js", unixMode: 0o120777 },
]);

/** Every format that is read of strangers. */
export const targets: readonly FuzzTarget[] = [
  { name: "zip", seeds: [zip], structured: mutatedZip(manifest), read: readZip },
  { name: "unpacked zip", seeds: [zip], structured: mutatedZip(manifest), read: unpackZip },
  text("package-lock.json", locks("npm-11"), parseNpmLockfile, mutatedJson),
  text("yarn.lock of Yarn 1", locks("yarn-1"), parseYarnClassicLockfile, mutatedLines),
  text("yarn.lock of Yarn 4", locks("yarn-4"), parseYarnBerryLockfile, mutatedLines),
  text("pnpm-lock.yaml", locks("pnpm-10"), parsePnpmLockfile, mutatedLines),
  text("bun.lock", locks("bun-1.3").map(withoutLastCommas), parseBunLockfile, mutatedJson),
  text(
    "importers of lockfiles",
    [...locks("pnpm-10"), ...locks("yarn-4")],
    (given) =>
      ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "package-lock.json"].map((name) => lockedImporters(name, given)),
    mutatedLines,
  ),
  text(
    "package.json",
    [manifest],
    (given) => {
      const json = parsePackageJson(given);
      for (const key of [".", "./x", "./constructor"]) {
        matchTarget(json?.exports, { key, conditions: new Set(["require"]), internal: false });
      }
      return parseManifest(given, "package.json");
    },
    mutatedJson,
  ),
  text(".pnp.cjs", [`const RAW_RUNTIME_STATE =\n'${plugAndPlay.replaceAll("\\", "\\\\")}';`], async (given) => {
    const state = extractRuntimeState(given);
    return state === undefined ? undefined : parsePlugAndPlay(state, { file: ".pnp.cjs", dir: "/botland" });
  }),
  text(
    ".pnp.data.json",
    [plugAndPlay],
    (given) => parsePlugAndPlay(given, { file: ".pnp.data.json", dir: "/botland" }),
    mutatedJson,
  ),
  text("JavaScript", [readFileSync(path.join(repository, "node_modules/leven/index.js"), "utf8")], (given) => [
    parseModule(given, "module"),
    parseModule(given, "commonjs"),
  ]),
  text("error payload", ['{"errorType":"Error","errorMessage":"oops","trace":["a"]}'], parseErrorPayload, mutatedJson),
  { name: "native binary", seeds: binaries(), read: readBinary },
];

function locks(name: string): readonly string[] {
  return [readFileSync(path.join(repository, "packages/workspace/test/lockfile/data", `${name}.txt`), "utf8")];
}

function withoutLastCommas(lockfile: string): string {
  return lockfile.replaceAll(/,(\s*[\]}])/gu, "$1");
}

// Four, as a row of the list above has.
// oxlint-disable-next-line max-params
function text(
  name: string,
  seeds: readonly string[],
  read: (text: string, file: string) => unknown,
  mutate?: (seed: string) => Arbitrary<string>,
): FuzzTarget {
  const decoder = new TextDecoder();
  return {
    name,
    seeds: seeds.map((seed) => Buffer.from(seed)),
    ...(mutate === undefined ? {} : { structured: oneof(...seeds.map(mutate)).map((each) => Buffer.from(each)) }),
    read: (bytes) => read(decoder.decode(bytes), name),
  };
}

function binaries(): readonly Uint8Array[] {
  const prebuilt = path.join(repository, "node_modules/bcrypt/prebuilds");
  return ["linux-x64/bcrypt.glibc.node", "win32-x64/bcrypt.node", "darwin-arm64/bcrypt.node"].map((file) =>
    readFileSync(path.join(prebuilt, file)),
  );
}

/** Every file of it is read. */
async function readZip(bytes: Uint8Array): Promise<void> {
  const opened = await openBytes(bytes);
  for (const entry of opened.bundle.entries) {
    if (path.posix.isAbsolute(entry.path) || entry.path.split("/").includes(".."))
      throw new Error(`${entry.path} leads out`);
  }
  opened.findRecordFaults?.();
  for (const entry of opened.bundle.entries) if (entry.kind === "file") await opened.read(entry);
}

/** Nothing is made beside the directory that it is unpacked into, and no link in it leads out. */
async function unpackZip(bytes: Uint8Array): Promise<void> {
  const opened = await openBytes(bytes);
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "fuzz-")));
  const task = path.join(root, "task");
  try {
    mkdirSync(task);
    writeFileSync(path.join(root, "outside"), "as it was");
    await unpackBundle(opened, task).finally(() => assertInside(root, task));
  } finally {
    await remove(root);
  }
}

function assertInside(root: string, task: string): void {
  if (readdirSync(root).length !== 2) throw new Error(`${readdirSync(root).join(", ")} beside the unpacked zip`);
  if (readFileSync(path.join(root, "outside"), "utf8") !== "as it was") throw new Error("A file outside was changed");
  for (const entry of readdirSync(task, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const target = path.resolve(entry.parentPath, readlinkSync(path.join(entry.parentPath, entry.name)));
    if (target !== task && !target.startsWith(`${task}${path.sep}`)) throw new Error(`${entry.name} leads out`);
  }
}

/** The zip lies in memory. */
async function openBytes(bytes: Uint8Array): Promise<OpenedBundle> {
  return openZip("/botland.zip", {
    label: "botland.zip",
    fs: {
      statSync: () => ({ isFile: () => true, isDirectory: () => false }),
      openSync: () => 3,
      fstatSync: () => ({ size: bytes.length }),
      readSync: (...[, buffer, offset, length, position]) => {
        const part = bytes.subarray(position, position + length);
        buffer.set(part, offset);
        return part.length;
      },
      closeSync: () => undefined,
    },
  });
}
