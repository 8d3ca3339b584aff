import { PackError, type Manifest } from "@lambda-pack/model";
import micromatch from "micromatch";
import packlist from "npm-packlist";

import type { Candidate } from "./candidate.ts";
import { fileUnreadable } from "./file-errors.ts";
import { diskFileSystem } from "./file-system.ts";
import { shownPath, type ListOptions } from "./list-options.ts";

type PackTree = Parameters<typeof packlist>[0];

/**
 * Whether `npm pack` would take a file of an importer with a `files` list. npm leaves links out silently; here a link
 * that `files` names, matches or contains is taken, since the package works with it in the monorepo.
 */
export async function npmPackFiles(options: ListOptions): Promise<(candidate: Candidate) => boolean> {
  const packed = await listPacked(options);
  const isListed = filesField(options.manifest);
  return ({ lossyPath, link, found }) => {
    if (link !== undefined) return isListed(link);
    if (found.kind === "file") return packed.has(lossyPath);
    return packed.has(lossyPath) || isListed(lossyPath);
  };
}

async function listPacked(options: ListOptions): Promise<ReadonlySet<string>> {
  const tree = await packTree(options);
  try {
    const paths = await packlist(tree, { path: options.dir });
    return new Set(paths.map(plainPath));
  } catch (error) {
    throw fileUnreadable(shownPath(options, ""), error);
  }
}

/** The few fields of a tree of @npmcli/arborist that npm-packlist reads; without edges nothing is bundled. */
async function packTree(options: ListOptions): Promise<PackTree> {
  const { bin, browser } = await readPublishFields(options);
  const { files, main } = options.manifest;
  const tree = { path: options.dir, isProjectRoot: true, edgesOut: new Map(), package: { bin, browser, files, main } };
  return tree as unknown as PackTree;
}

interface PublishFields {
  readonly bin: Readonly<Record<string, string>>;
  readonly browser: string | undefined;
}

async function readPublishFields(options: ListOptions): Promise<PublishFields> {
  const shown = shownPath(options, "package.json");
  const text = await (options.fs ?? diskFileSystem)
    .readFile(`${options.dir}/package.json`, "utf8")
    .catch((error: unknown) => {
      throw fileUnreadable(shown, error);
    });
  const manifest = parseObject(text, shown);
  const { bin, browser } = manifest;
  return { bin: binaries(bin), browser: typeof browser === "string" ? browser : undefined };
}

function parseObject(text: string, shown: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isRecord(value) ? value : {};
  } catch (cause) {
    throw new PackError("MANIFEST_INVALID", `${shown} is not valid JSON.`, {
      hint: "Repair the file.",
      details: { path: shown },
      cause,
    });
  }
}

function binaries(bin: unknown): Readonly<Record<string, string>> {
  if (typeof bin === "string") return { bin };
  if (!isRecord(bin)) return {};
  return Object.fromEntries(
    Object.entries(bin).filter((each): each is [string, string] => typeof each[1] === "string"),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
    return { negated, matches: micromatch.matcher(`{${pattern},${pattern}/**}`, { dot: true }) };
  });
  return (path) => rules.findLast(({ matches }) => matches(path))?.negated === false;
}

/** npm takes `./` and `/` for everything, but finds nothing by `.`. */
function wholeFolder(entry: string): string {
  return entry.endsWith("/") ? "**" : "";
}
