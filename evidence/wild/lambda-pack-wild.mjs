// @ts-check
// Copied into a package of a monorepo, where it answers what Node.js finds from there on. It must answer the same out of a bundle.

import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { call } from "./lambda-pack-wild-call.mjs";

/** @typedef {Readonly<Record<string, string>>} Ranges */
/**
 * @typedef {object} Manifest
 * @property {string} [name]
 * @property {string} [version]
 * @property {Ranges} [dependencies]
 * @property {Ranges} [optionalDependencies]
 * @property {Ranges} [peerDependencies]
 * @property {Readonly<Record<string, { readonly optional?: boolean }>>} [peerDependenciesMeta]
 */

const here = realpathSync(import.meta.dirname);
const leftOut = new Set(namesIn("WILD_LEFT_OUT"));
const added = namesIn("WILD_ADDED");

export async function handler() {
  const names = [...needsAt(here).keys()];
  const modules = [];
  for (const name of names) modules.push(await askModule(name));
  return { modules, shared: names.flatMap((name) => askShared(name, names)), packages: walk(), call: await call() };
}

/**
 * What a dependency exports, and the version of the package whose file was loaded.
 *
 * @param {string} name
 */
async function askModule(name) {
  try {
    const module = await import(name);
    const file = fileURLToPath(import.meta.resolve(name));
    return { name, version: versionAbove(path.dirname(realpathSync(file))), exports: Object.keys(module).toSorted() };
  } catch (error) {
    return { name, failure: error instanceof Error && "code" in error ? String(error.code) : String(error) };
  }
}

/**
 * Whether a dependency of ours gets the very module object that we get, for each other dependency that it has too.
 *
 * @param {string} name
 * @param {readonly string[]} names
 */
function askShared(name, names) {
  const directory = findPackage(here, name);
  if (directory === undefined) return [];
  const needs = needsAt(directory);
  return names
    .filter((other) => needs.has(other))
    .flatMap((other) => {
      try {
        const theirs = createRequire(path.join(directory, "package.json"))(other);
        return [{ module: other, by: name, same: theirs === createRequire(path.join(here, "package.json"))(other) }];
      } catch {
        // An ES module, or one without code: the walk compares its directory.
        return [];
      }
    });
}

/** Every package that is found from here on, each real directory once, and where its dependencies lead. */
function walk() {
  const numbers = new Map([[here, 0]]);
  const packages = [];
  for (const directory of numbers.keys()) {
    const manifest = readManifest(directory);
    /** @type {Record<string, { readonly to: number, readonly optional: boolean }>} */
    const needs = {};
    for (const [name, optional] of needsAt(directory)) {
      const found = findPackage(directory, name);
      if (found === undefined) continue;
      if (!numbers.has(found)) numbers.set(found, numbers.size);
      needs[name] = { to: numbers.get(found) ?? 0, optional };
    }
    packages.push({ package: `${manifest.name}@${manifest.version}`, needs });
  }
  return packages;
}

/**
 * The names of a variable, which have commas between them.
 *
 * @param {string} variable
 */
function namesIn(variable) {
  return (process.env[variable] ?? "").split(",").filter((name) => name !== "");
}

/**
 * What a package needs; ours needs what was added to its bundle as well.
 *
 * @param {string} directory
 */
function needsAt(directory) {
  const needs = needsOf(readManifest(directory));
  return directory === here ? new Map([...needs, ...added.map((name) => /** @type {const} */ ([name, false]))]) : needs;
}

/**
 * The names that a package needs at run time, and whether it can do without. Peers that may be missing are none: without a
 * package manager's word nobody knows whether one that lies there is meant.
 *
 * @param {Manifest} manifest
 */
function needsOf({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }) {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
  const needed = [...Object.keys(dependencies ?? {}), ...peers].filter((name) => !leftOut.has(name));
  const optional = Object.keys(optionalDependencies ?? {});
  return new Map([
    ...needed.map((name) => /** @type {const} */ ([name, false])),
    ...optional.map((name) => /** @type {const} */ ([name, true])),
  ]);
}

/**
 * Node's look-up of a package's directory, whatever its `exports` allow.
 *
 * @param {string} from
 * @param {string} name
 */
function findPackage(from, name) {
  for (let directory = from; ; directory = path.dirname(directory)) {
    const candidate = path.join(directory, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return realpathSync(candidate);
    if (directory === path.dirname(directory)) return undefined;
  }
}

/**
 * Of the package.json above a file that has a version: there are those with a `type` alone.
 *
 * @param {string} directory
 * @returns {string | undefined}
 */
function versionAbove(directory) {
  const file = path.join(directory, "package.json");
  const version = existsSync(file) ? readManifest(directory).version : undefined;
  if (version !== undefined || directory === path.dirname(directory)) return version;
  return versionAbove(path.dirname(directory));
}

/**
 * @param {string} directory
 * @returns {Manifest}
 */
function readManifest(directory) {
  return JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8"));
}
