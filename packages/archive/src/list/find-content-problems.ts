import { posix } from "node:path";

import type { PackageFile, Problem } from "@lambda-pack/model";

import type { ListOptions } from "./list-options.ts";

// oxlint-disable-next-line require-unicode-regexp -- with `u`, `i` takes ſ and the Kelvin sign for s and k.
const documents = /^(?:package\.json|(?:readme|license|licence|copying|changelog)[^/]*)$/i;

/** What an importer's package.json promises and its files do not hold: usually, it has not been built. */
export function findContentProblems(files: readonly PackageFile[], options: ListOptions): readonly Problem[] {
  const { manifest, importer, label, path } = options;
  const { main, files: patterns = [] } = manifest;
  if (!importer) return [];
  const promised = patterns.length > 0 ? patterns : main === undefined ? [] : [main];
  if (promised.length > 0 && files.every((file) => documents.test(file.path))) {
    return [{ kind: "empty-package", package: label, path, patterns: promised }];
  }
  if (main === undefined || hasMain(main, new Set(files.map((file) => file.path)))) return [];
  return [{ kind: "main-missing", package: label, path, main }];
}

/** Tries the names that Node tries for `main`. */
function hasMain(main: string, paths: ReadonlySet<string>): boolean {
  const plain = posix.normalize(`./${main}`).replace(/\/$/u, "");
  const base = plain === "." ? [] : [plain, `${plain}.js`, `${plain}.json`, `${plain}.node`];
  const inside = plain === "." ? "" : `${plain}/`;
  const tried = [...base, `${inside}index.js`, `${inside}index.json`, `${inside}index.node`];
  return tried.some((path) => paths.has(path));
}
