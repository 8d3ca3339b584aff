import type { FileClass } from "@lambda-pack/scan";

/** What is known of a package beyond what its code shows. */
export interface KnownPackage {
  readonly name: string;
  /** It is kept whole where it is reached. */
  readonly whole?: true;
  /**
   * Files whose computed names and paths are the application's: they lead to its own files, and to packages that it depends on. The
   * package itself is not kept whole for them.
   */
  readonly asksApplication?: readonly string[];
  /** Files, and all that they open beside themselves, whatever they compute. */
  readonly opens?: Readonly<Record<string, readonly string[]>>;
  /** Files that only its makers run: what they name is nothing that a function reads. */
  readonly forMakers?: readonly string[];
  /** Classes of files that it reads, of itself. */
  readonly reads?: readonly FileClass[];
  /** Classes of files that it reads of all packages. */
  readonly readsOfAll?: readonly FileClass[];
  /** Where this is seen, in words. */
  readonly source: string;
}

/** Rows narrow or widen the rules for one package each. Whoever adds one names the file of the package that shows it. */
export const knownPackages: readonly KnownPackage[] = [
  {
    name: "typescript",
    whole: true,
    reads: ["declaration"],
    readsOfAll: ["declaration"],
    source: "lib/typescript.js reads lib.*.d.ts beside itself, and the declarations of what a program imports",
  },
  {
    name: "ts-morph",
    readsOfAll: ["declaration"],
    source: "dist/ts-morph.js compiles programs, which import declarations of packages",
  },
  {
    name: "@ts-morph/common",
    whole: true,
    reads: ["declaration"],
    source: "dist/typescript.js is the compiler, and dist/data/libFiles.js its declarations",
  },
  {
    name: "@microsoft/api-extractor",
    whole: true,
    reads: ["declaration"],
    readsOfAll: ["declaration"],
    source: "lib/api/Extractor.js analyses declarations of packages",
  },
  {
    name: "aws-sdk",
    forMakers: ["scripts/lib/ts-generator.js"],
    source: "scripts/lib/ts-generator.js writes the declarations of the package when it is made",
  },
  {
    name: "knex",
    asksApplication: ["lib/migrations/util/import-file.js"],
    source: "lib/migrations/util/import-file.js loads the application's migrations and seeds by their absolute paths",
  },
  {
    name: "typeorm",
    asksApplication: [
      "connection/ConnectionOptionsReader.js",
      "util/DirectoryExportedClassesLoader.js",
      "util/ImportUtils.js",
      "platform/PlatformTools.js",
    ],
    source:
      "util/ImportUtils.js loads the application's settings, entities and migrations; platform/PlatformTools.js looks for a driver in its node_modules",
  },
  {
    name: "@nestjs/common",
    asksApplication: ["utils/load-package.util.js"],
    source:
      "utils/load-package.util.js requires by name only where a caller gives no function, and all of Nest's give one with a literal",
  },
  {
    name: "@nestjs/core",
    asksApplication: ["helpers/optional-require.js", "helpers/load-adapter.js"],
    source:
      "helpers/optional-require.js requires by name only where a caller gives no function, and all of Nest's give one with a literal",
  },
  {
    name: "express",
    asksApplication: ["lib/view.js"],
    source: "lib/view.js requires the template engine that the application names",
  },
  {
    name: "ioredis",
    asksApplication: ["built/Command.js"],
    source: "built/Command.js compares __dirname with the lines of a stack",
  },
  {
    name: "pdfmake",
    asksApplication: ["js/virtual-fs.js"],
    source: "js/virtual-fs.js takes __dirname away from the application's names, which it looks up in memory",
  },
  {
    name: "sql.js",
    opens: {
      "dist/sql-wasm.js": ["dist/sql-wasm.wasm"],
      "dist/sql-wasm-debug.js": ["dist/sql-wasm-debug.wasm"],
      "dist/worker.sql-wasm.js": ["dist/sql-wasm.wasm"],
      "dist/worker.sql-wasm-debug.js": ["dist/sql-wasm-debug.wasm"],
    },
    source: "dist/sql-wasm.js reads sql-wasm.wasm beside itself, or where the caller's `locateFile` says",
  },
  {
    name: "source-map-support",
    readsOfAll: ["map"],
    source: "source-map-support.js reads the map of each file that a stack names",
  },
  {
    name: "@cspotcode/source-map-support",
    readsOfAll: ["map"],
    source: "source-map-support.js reads the map of each file that a stack names",
  },
];

/** Packages that load a native addon, wherever it lies: what asks for one of them has native code beside itself. */
export const nativeLoaders: ReadonlySet<string> = new Set([
  "bindings",
  "node-gyp-build",
  "node-gyp-build-optional-packages",
  "@mapbox/node-pre-gyp",
  "node-pre-gyp",
  "pkg-prebuilds",
  "cmake-js",
  "prebuild-install",
  "node-bindings",
]);
