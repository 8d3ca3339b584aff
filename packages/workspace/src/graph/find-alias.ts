import { dirname, join } from "node:path";
import { isJsonObject, linearMatcher } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";

/**
 * The file whose settings explain a specifier that Node does not understand: `paths` or `baseUrl` of a tsconfig.json or
 * jsconfig.json, those that it extends included, or the aliases of a bundler or test runner, which are only searched for as text.
 * `dirs` are absolute; the first one that explains it decides.
 */
export function findAlias(disk: Disk, dirs: readonly string[], specifier: string): string | undefined {
  for (const dir of dirs) {
    const names = [...(disk.list(dir)?.keys() ?? [])].toSorted();
    if (isMapped(disk.readText(join(dir, "package.json")) ?? "", specifier)) return join(dir, "package.json");
    const found =
      names.find((name) => TYPESCRIPT.test(name) && explains(disk, join(dir, name), { specifier, seen: new Set() })) ??
      names.find((name) => TOOLS.test(name) && mentions(disk.readText(join(dir, name)) ?? "", specifier));
    if (found !== undefined) return join(dir, found);
  }
  return undefined;
}

const TYPESCRIPT = /^(?:tsconfig|jsconfig)(?:\.[\w-]+)*\.json$/u;
const TOOLS =
  /^(?:(?:babel|esbuild|jest|rollup|tsup|vite|vitest|webpack)(?:[.-][\w-]+)*\.(?:[cm]?[jt]s|json)|\.babelrc(?:\.c?js|\.json)?)$/u;

interface Asked {
  readonly specifier: string;
  readonly seen: Set<string>;
}

function explains(disk: Disk, file: string, { specifier, seen }: Asked): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const json = parseWithComments(disk.readText(file) ?? "");
  const options = isJsonObject(json) ? json["compilerOptions"] : undefined;
  const { paths, baseUrl } = isJsonObject(options) ? options : {};
  if (isJsonObject(paths) && Object.keys(paths).some((pattern) => fits(pattern, specifier))) return true;
  if (typeof baseUrl === "string" && isModule(disk, join(dirname(file), baseUrl, specifier))) return true;
  const extended: unknown = isJsonObject(json) ? json["extends"] : undefined;
  const bases: readonly unknown[] = Array.isArray(extended) ? extended : [extended];
  return bases.some(
    (base) =>
      typeof base === "string" && base.startsWith(".") && explains(disk, jsonFile(file, base), { specifier, seen }),
  );
}

/** The pattern `*` alone stands for any name, and so explains none. */
function fits(pattern: string, specifier: string): boolean {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === specifier;
  return star > 0 && specifier.startsWith(pattern.slice(0, star)) && specifier.endsWith(pattern.slice(star + 1));
}

function isModule(disk: Disk, path: string): boolean {
  const ends = [".ts", ".tsx", ".js", ".mts", ".cts", "/index.ts", "/index.tsx", "/index.js"];
  return ends.some((end) => disk.isFile(path + end));
}

function jsonFile(from: string, base: string): string {
  const path = join(dirname(from), base);
  return path.endsWith(".json") ? path : `${path}.json`;
}

/** JSON as TypeScript reads it; undefined for what is none. */
function parseWithComments(text: string): unknown {
  const plain = text
    .replace(/^\uFEFF/u, "")
    .replaceAll(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//gu, "$1")
    .replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])/gu, "$1");
  try {
    return JSON.parse(plain);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a file of settings has aliases, and its text the first segment of a specifier as one of them, or as a regular expression. */
function mentions(text: string, specifier: string): boolean {
  if (!/alias|moduleNameMapper|module-resolver/u.test(text)) return false;
  const [first = ""] = specifier.split("/");
  return ['"', "'", "`"].some((quote) =>
    [first, `^${first}`].some((start) => [quote, "/", "$"].some((end) => text.includes(`${quote}${start}${end}`))),
  );
}

/** Whether a package.json has settings of Jest or of `module-alias` for a specifier. */
function isMapped(text: string, specifier: string): boolean {
  const json = parseWithComments(text);
  if (!isJsonObject(json)) return false;
  const { jest, _moduleAliases: aliases } = json;
  const mapper = isJsonObject(jest) ? jest["moduleNameMapper"] : undefined;
  const patterns = isJsonObject(mapper) ? Object.keys(mapper) : [];
  const names = isJsonObject(aliases) ? Object.keys(aliases) : [];
  return (
    patterns.some((pattern) => matches(pattern, specifier)) ||
    names.some((name) => specifier === name || specifier.startsWith(`${name}/`))
  );
}

/** As Jest takes it; what is no regular expression, or says more than aliases do, fits nothing. */
function matches(pattern: string, specifier: string): boolean {
  try {
    return linearMatcher(new RegExp(pattern, "u"))?.(specifier) === true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
