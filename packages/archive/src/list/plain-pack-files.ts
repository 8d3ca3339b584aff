import type { Manifest } from "@lambda-pack/model";

import type { Candidate } from "../walk/candidate.ts";

/** A file or folder at the package's top, with nothing that is special in a glob; a folder may be followed by stars. */
const topName = /^(?:\.?\/)?([\w@-][\w.@-]*)(\/|\/\*\*?|\/\*\*\/\*)?$/u;

const plainPath = /^(?:\.\/)?([\w@-][\w.@-]*)(?:\/[\w@-][\w.@-]*)*$/u;

/** What npm packs from the top whatever `files` says. */
// oxlint-disable-next-line require-unicode-regexp -- with `u`, `i` takes ſ and the Kelvin sign for s and k.
const documents = /^(?:package\.json|(?:readme|copying|licen[sc]e)(?:\..*[^~$])?)$/is;

/** What npm may leave out although `files` names it, or where it reads more rules: hidden files above all. */
const special =
  // oxlint-disable-next-line require-unicode-regexp -- with `u`, `i` takes ſ and the Kelvin sign for s and k.
  /(?:^|\/)(?:\.|(?:cvs|npm-debug\.log)(?:\/|$)|archived-packages\/|build\/config\.gypi)|\.orig(?:\/|$)|\*/i;

/** What npm leaves out at the top alone. */
// oxlint-disable-next-line require-unicode-regexp -- with `u`, `i` takes ſ and the Kelvin sign for s and k.
const specialTop = /^(?:node_modules|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb)(?:\/|$)/i;

/**
 * The same as `npmPackFiles`, without npm's walker, for the plainest lists alone: names of files and folders at the package's
 * top. Undefined as soon as anything is met for which npm has a rule of its own; loading and asking its walker takes longer
 * than to list a thousand files.
 */
export function plainPackFiles(
  candidates: readonly Candidate[],
  manifest: Pick<Manifest, "files" | "main" | "browser" | "bin">,
): ((candidate: Candidate) => boolean) | undefined {
  const named = readNames(manifest);
  if (named === undefined || !candidates.some(({ path }) => path === "package.json")) return undefined;
  const packed = new Set<Candidate>();
  for (const each of candidates) {
    const isPacked = each.kind === "file" && each.link === undefined ? isPlainlyPacked(each.path, named) : undefined;
    if (isPacked === undefined) return undefined;
    if (isPacked) packed.add(each);
  }
  return (candidate) => packed.has(candidate);
}

interface Names {
  /** At the top, by `files`. */
  readonly listed: ReadonlySet<string>;
  /** Those of them that can be folders only. */
  readonly folders: ReadonlySet<string>;
  /** At the top, by `main`, `browser` and `bin`. */
  readonly required: ReadonlySet<string>;
  /** All of them in lower case: npm's walker ignores case. */
  readonly folded: ReadonlySet<string>;
}

function readNames({ files = [], main, browser, bin }: Parameters<typeof plainPackFiles>[1]): Names | undefined {
  const listed = new Set<string>();
  const folders = new Set<string>();
  for (const entry of files) {
    const [, name, ending] = topName.exec(entry) ?? [];
    if (name === undefined) return undefined;
    listed.add(name);
    if (ending !== undefined) folders.add(name);
  }
  const required = new Set<string>();
  for (const path of [main, browser, ...bin]) {
    if (path === undefined) continue;
    const [whole, name] = plainPath.exec(path) ?? [];
    if (name === undefined) return undefined;
    // A folder of which a part is packed has rules of its own.
    if (whole?.replace("./", "").includes("/") === true && !listed.has(name)) return undefined;
    required.add(name);
  }
  return { listed, folders, required, folded: new Set([...listed, ...required].map((name) => name.toLowerCase())) };
}

/** Undefined where only npm's walker knows. */
function isPlainlyPacked(path: string, { listed, folders, required, folded }: Names): boolean | undefined {
  const slash = path.indexOf("/");
  const name = slash === -1 ? path : path.slice(0, slash);
  const isNamed = listed.has(name) || (slash === -1 && (required.has(name) || name === "package.json"));
  if (isNamed) return isSpecial(path) || (slash === -1 && folders.has(name)) ? undefined : true;
  const isDocument = documents.test(name);
  if (folded.has(name.toLowerCase()) || (isDocument && (slash !== -1 || isSpecial(path)))) return undefined;
  return isDocument;
}

function isSpecial(path: string): boolean {
  return special.test(path) || specialTop.test(path);
}
