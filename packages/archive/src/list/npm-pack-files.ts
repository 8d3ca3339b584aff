import type { Manifest } from "@lambda-pack/model";
import packlist from "npm-packlist";

import type { Candidate } from "../walk/candidate.ts";
import { fileUnreadable } from "../disk/file-errors.ts";
import { matcherOf } from "./matcher-of.ts";
import { shownPath } from "../walk/walk-options.ts";
import type { WalkOptions } from "../walk/walk-options.ts";

type PackTree = Parameters<typeof packlist>[0];

/**
 * Whether `npm pack` would take a file of an importer with a `files` list. npm leaves links out silently; here a link
 * that `files` names, matches or contains is taken, since the package works with it in the monorepo.
 */
export async function npmPackFiles(options: WalkOptions): Promise<(candidate: Candidate) => boolean> {
  const packed = await listPacked(options);
  const isListed = filesField(options.manifest);
  return ({ kind, path, lossyPath = path, link }) => {
    if (link !== undefined) return isListed(link);
    if (kind === "file") return packed.has(lossyPath);
    return packed.has(lossyPath) || isListed(lossyPath);
  };
}

async function listPacked(options: WalkOptions): Promise<ReadonlySet<string>> {
  try {
    const paths = await packlist(packTree(options), { path: options.dir });
    return new Set(paths.map(plainPath));
  } catch (error) {
    throw fileUnreadable(shownPath(options, ""), error);
  }
}

/**
 * The few fields of a tree of @npmcli/arborist that npm-packlist reads; without edges nothing is bundled. npm hands on
 * `bin` without a leading `./`; here `main` and `browser` lose it too, since their files would be left out with it.
 */
function packTree({ dir, manifest }: WalkOptions): PackTree {
  const { files } = manifest;
  const bin = Object.fromEntries(manifest.bin.map(plainPath).entries());
  const [main, browser] = [manifest.main, manifest.browser].map((path) => path && plainPath(path));
  const tree = { path: dir, isProjectRoot: true, edgesOut: new Map(), package: { bin, browser, files, main } };
  return tree as unknown as PackTree;
}

/** npm-packlist may say `./dist/x` and `dist//x` for `dist/x`. */
function plainPath(path: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".")
    .join("/");
}

/** Whether a path is named by `files`, matched by one of its globs or below either; later patterns win. */
function filesField({ files = [], main }: Manifest): (path: string) => boolean {
  const rules = [...files, ...(main === undefined ? [] : [main])].map((entry) => {
    const negated = entry.startsWith("!");
    const pattern = plainPath(negated ? entry.slice(1) : entry) || wholeFolder(entry);
    return { negated, matches: matcherOf(`{${pattern},${pattern}/**}`) };
  });
  return (path) => rules.findLast(({ matches }) => matches(path))?.negated === false;
}

/** npm takes `./` and `/` for everything, but finds nothing by `.`. */
function wholeFolder(entry: string): string {
  return entry.endsWith("/") ? "**" : "";
}
