import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { madeUpText, pseudoRandom } from "./made-up-text.ts";
import type { BenchedMonorepo } from "./monorepos.ts";

/** How much of a monorepo there is; no network is needed for it. */
export interface MadeUpSize {
  readonly name: string;
  /** Third-party packages, each of them needed by the target, directly or through others. */
  readonly packages: number;
}

/** As in the closure of the big monorepo: 75 files in a package, 5.4 kB in a file on average. */
export const MADE_UP_FILES_PER_PACKAGE = 75;
const AVERAGE_BYTES = 5400;
const FILES_PER_DIRECTORY = 8;

/** A monorepo of made-up packages, installed as Yarn 1 would: all at the root, with a lockfile. */
export function madeUpMonorepo({ name, packages }: MadeUpSize): BenchedMonorepo {
  return {
    name,
    target: "@made-up/api",
    directory: "packages/api",
    main: "index.js",
    changed: "packages/core/index.js",
    generate: (directory) => {
      writeWorkspace(directory, packages);
      writePackages(directory, packages);
      linkCore(directory);
      return Promise.resolve();
    },
  };
}

const DIRECT_DEPENDENCIES = 40;

function writeWorkspace(root: string, packages: number): void {
  const direct = Array.from({ length: Math.min(DIRECT_DEPENDENCIES, packages) }, (_, index) => index);
  writeJson(path.join(root, "package.json"), { name: "made-up", private: true, workspaces: ["packages/*"] });
  writeFileSync(path.join(root, "yarn.lock"), lockfileOf(packages));
  writeSource(path.join(root, "packages", "core"), {
    name: "@made-up/core",
    dependencies: dependenciesOf(direct.slice(0, 1)),
  });
  writeSource(path.join(root, "packages", "api"), {
    name: "@made-up/api",
    dependencies: { "@made-up/core": "1.0.0", ...dependenciesOf(direct) },
  });
}

function writeSource(directory: string, manifest: object): void {
  writeJson(path.join(directory, "package.json"), { version: "1.0.0", main: "index.js", ...manifest });
  writeFileSync(path.join(directory, "index.js"), "exports.handler = async () => ({ success: true });\n");
}

function writePackages(root: string, packages: number): void {
  const random = pseudoRandom(1);
  const text = madeUpText(8_000_000, random);
  for (let index = 0; index < packages; index += 1) {
    const directory = path.join(root, "node_modules", nameOf(index));
    const dependencies = dependenciesOf(childrenOf(index, packages));
    writeJson(path.join(directory, "package.json"), {
      name: nameOf(index),
      version: "1.0.0",
      main: "lib0/file0.js",
      dependencies,
    });
    for (let file = 0; file < MADE_UP_FILES_PER_PACKAGE - 1; file += 1) {
      const lib = path.join(directory, `lib${Math.floor(file / FILES_PER_DIRECTORY)}`);
      if (file % FILES_PER_DIRECTORY === 0) mkdirSync(lib, { recursive: true });
      // Many small files and a few large ones; the first line makes every content the only one of its kind.
      const bytes = Math.floor(AVERAGE_BYTES * 3.2 * random() ** 2.2);
      const start = Math.floor(random() * (text.length - bytes));
      writeFileSync(
        path.join(lib, `file${file}.js`),
        `// ${nameOf(index)} ${file}\n${text.slice(start, start + bytes)}`,
      );
    }
  }
}

function linkCore(root: string): void {
  const scope = path.join(root, "node_modules", "@made-up");
  mkdirSync(scope, { recursive: true });
  symlinkSync(path.join("..", "..", "packages", "core"), path.join(scope, "core"));
}

/** The packages form trees, two below each, as deep as that makes them. */
function childrenOf(index: number, packages: number): readonly number[] {
  const first = DIRECT_DEPENDENCIES + 2 * index;
  return [first, first + 1].filter((child) => child < packages);
}

function lockfileOf(packages: number): string {
  const entries = Array.from({ length: packages }, (_, index) => {
    const children = childrenOf(index, packages).map((child) => `    ${nameOf(child)} "^1.0.0"\n`);
    const dependencies = children.length === 0 ? "" : `  dependencies:\n${children.join("")}`;
    return `${nameOf(index)}@^1.0.0:\n  version "1.0.0"\n${dependencies}`;
  });
  return `# yarn lockfile v1\n\n\n${entries.join("\n")}`;
}

function dependenciesOf(indexes: readonly number[]): Readonly<Record<string, string>> {
  return Object.fromEntries(indexes.map((index) => [nameOf(index), "^1.0.0"]));
}

function nameOf(index: number): string {
  return `made-up-${String(index).padStart(5, "0")}`;
}

function writeJson(file: string, value: object): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
