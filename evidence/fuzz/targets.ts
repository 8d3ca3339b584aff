import { readFileSync } from "node:fs";
import path from "node:path";
import { matchTarget, parseManifest } from "@lambda-pack/model";
import { repository } from "@lambda-pack/test-support/repository";
import { readBinary } from "../../packages/check/src/binaries/read/read-binary.ts";
import { parseModule } from "../../packages/check/src/modules/read/parse-module.ts";
import { parsePackageJson } from "../../packages/check/src/modules/resolve/package-json.ts";
import { openZip } from "../../packages/inspect/src/index.ts";
import { madeZip } from "../../packages/inspect/test/zip/made-zip.ts";
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
  { name: "zip", seeds: [zip], read: readZip },
  text("package-lock.json", locks("npm-11"), parseNpmLockfile),
  text("yarn.lock of Yarn 1", locks("yarn-1"), parseYarnClassicLockfile),
  text("yarn.lock of Yarn 4", locks("yarn-4"), parseYarnBerryLockfile),
  text("pnpm-lock.yaml", locks("pnpm-10"), parsePnpmLockfile),
  text("bun.lock", locks("bun-1.3"), parseBunLockfile),
  text("importers of lockfiles", [...locks("pnpm-10"), ...locks("yarn-4")], (given) =>
    ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "package-lock.json"].map((name) => lockedImporters(name, given)),
  ),
  text("package.json", [manifest], (given) => {
    const json = parsePackageJson(given);
    for (const key of [".", "./x", "./constructor"]) {
      matchTarget(json?.exports, { key, conditions: new Set(["require"]), internal: false });
    }
    return parseManifest(given, "package.json");
  }),
  text(".pnp.cjs", [`const RAW_RUNTIME_STATE =\n'${plugAndPlay.replaceAll("\\", "\\\\")}';`], async (given) => {
    const state = extractRuntimeState(given);
    return state === undefined ? undefined : parsePlugAndPlay(state, { file: ".pnp.cjs", dir: "/botland" });
  }),
  text(".pnp.data.json", [plugAndPlay], (given) =>
    parsePlugAndPlay(given, { file: ".pnp.data.json", dir: "/botland" }),
  ),
  text("JavaScript", [readFileSync(path.join(repository, "node_modules/leven/index.js"), "utf8")], (given) => [
    parseModule(given, "module"),
    parseModule(given, "commonjs"),
  ]),
  text("error payload", ['{"errorType":"Error","errorMessage":"oops","trace":["a"]}'], parseErrorPayload),
  { name: "native binary", seeds: binaries(), read: readBinary },
];

function locks(name: string): readonly string[] {
  return [readFileSync(path.join(repository, "packages/workspace/test/lockfile/data", `${name}.txt`), "utf8")];
}

function text(name: string, seeds: readonly string[], read: (text: string, file: string) => unknown): FuzzTarget {
  const decoder = new TextDecoder();
  return { name, seeds: seeds.map((seed) => Buffer.from(seed)), read: (bytes) => read(decoder.decode(bytes), name) };
}

function binaries(): readonly Uint8Array[] {
  const prebuilt = path.join(repository, "node_modules/bcrypt/prebuilds");
  return ["linux-x64/bcrypt.glibc.node", "win32-x64/bcrypt.node", "darwin-arm64/bcrypt.node"].map((file) =>
    readFileSync(path.join(prebuilt, file)),
  );
}

/** The zip lies in memory, and every file of it is read. */
async function readZip(bytes: Uint8Array): Promise<void> {
  const opened = await openZip("/botland.zip", {
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
  for (const entry of opened.bundle.entries) {
    if (path.posix.isAbsolute(entry.path) || entry.path.split("/").includes(".."))
      throw new Error(`${entry.path} leads out`);
  }
  for (const entry of opened.bundle.entries) if (entry.kind === "file") await opened.read(entry);
}
