import { join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Manifest } from "@lambda-pack/model";
import type ignoreWalk from "ignore-walk";
import packlist from "npm-packlist";

import type { Candidate } from "../walk/candidate.ts";
import { fileUnreadable } from "../disk/file-errors.ts";
import { findFileError, findPatternError, findRuleError, makeHarmless } from "../left-out/harmless-rules.ts";
import { matcherOf } from "./matcher-of.ts";
import { shownPath } from "../walk/walk-options.ts";
import type { WalkOptions } from "../walk/walk-options.ts";

type PackTree = Parameters<typeof packlist>[0];

/** Files that say, below what `files` names, what is not to be published. */
export type NestedRules = ".npmignore" | "none";

/**
 * Whether `npm pack` would take a file of an importer with a `files` list, but for two things. npm leaves links out silently; here
 * a link that `files` names, matches or contains is taken, since the package works with it in the monorepo. And a `.gitignore`
 * below what `files` names plays no part: generators write one into their output, which the package loads.
 */
export async function npmPackFiles(
  options: WalkOptions,
  nested: NestedRules = ".npmignore",
): Promise<(candidate: Candidate) => boolean> {
  const file = shownPath(options, "package.json");
  const error = findPatternError(options.manifest.files ?? [], { file, field: "files" });
  if (error !== undefined) throw error;
  const packed = await listPacked(options, nested);
  const isListed = filesField(options.manifest);
  return ({ kind, path, lossyPath = path, link }) => {
    if (link !== undefined) return isListed(link);
    if (kind === "file") return packed.has(lossyPath);
    return packed.has(lossyPath) || isListed(lossyPath);
  };
}

async function listPacked(options: WalkOptions, nested: NestedRules): Promise<ReadonlySet<string>> {
  try {
    const paths = await new Promise<readonly string[]>((resolve, reject) => {
      new FilesWalker(packTree(options), { path: options.dir, isPackage: true }, nested)
        .on("done", resolve)
        .on("error", reject)
        .start();
    });
    return new Set(paths.map(plainPath));
  } catch (error) {
    if (isPackError(error)) throw error;
    throw fileUnreadable(shownPath(options, ""), error);
  }
}

interface PackWalkerOptions extends ignoreWalk.WalkerOptions {
  readonly isPackage?: boolean;
}

/** npm's own walker, which its types do not have. */
const { Walker: PackWalker } = packlist as unknown as {
  readonly Walker: new (tree: PackTree, options: PackWalkerOptions) => ignoreWalk.Walker;
};

class FilesWalker extends PackWalker {
  readonly #tree: PackTree;
  readonly #nested: NestedRules;

  constructor(tree: PackTree, options: PackWalkerOptions, nested: NestedRules) {
    super(tree, options);
    this.#tree = tree;
    this.#nested = nested;
  }

  override addIgnoreFile(file: string, then: () => void): void {
    const error = findFileError(join(this.path, file));
    if (error === undefined) super.addIgnoreFile(file, then);
    else this.emit("error", error);
  }

  /** npm gives its own rules a symbol for a name. */
  override onReadIgnoreFile(file: string, text: string, then: () => void): void {
    const error = typeof file === "string" ? findRuleError(text, join(this.path, file)) : undefined;
    if (error !== undefined) {
      this.emit("error", error);
      return;
    }
    super.onReadIgnoreFile(file, text, () => undefined);
    makeHarmless(this.ignoreRules[file]);
    then();
  }

  override walkerOpt(entry: string, options?: ignoreWalk.WalkerOptions): ignoreWalk.ConcreteWalkerOptions {
    const inherited = super.walkerOpt(entry, options);
    const isRule = (file: string) => file === ".gitignore" || (file === ".npmignore" && this.#nested === "none");
    return { ...inherited, ignoreFiles: inherited.ignoreFiles.filter((file) => !isRule(file)) };
  }

  override walker(entry: string, options: ignoreWalk.WalkerOptions | undefined, then: () => void): void {
    new FilesWalker(this.#tree, this.walkerOpt(entry, options), this.#nested).on("done", then).start();
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
