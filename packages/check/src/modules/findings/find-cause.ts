import { isCompanionName } from "@lambda-pack/model";
import type { ImportCause, ImportTime } from "@lambda-pack/model";
import { isBuiltin } from "@lambda-pack/scan";
import type { Unresolved } from "@lambda-pack/scan";
import { posix } from "node:path";
import type { AskedIn } from "./asked-in.ts";
import { findLayerOf } from "./find-layer-of.ts";
import { findSimilarFile } from "./find-similar-file.ts";
import { declarationOf } from "./owner.ts";
import { outsideOf } from "./outside-of.ts";

/**
 * What is special about a specifier that nothing in the bundle answers; undefined for a file that the package lacks, and for a
 * package that somebody has to declare. What its form says comes before what the monorepo says of it.
 */
export function findCause(asked: AskedIn, unresolved: Unresolved): ImportCause | undefined {
  const cause =
    causeOfForm(asked, unresolved) ?? (unresolved.reason === "no-package" ? causeOfName(asked, unresolved) : undefined);
  return resolvedBy(asked, unresolved, cause) ?? cause;
}

function causeOfForm(asked: AskedIn, { name, reason }: Unresolved): ImportCause | undefined {
  const { ask, owner } = asked;
  const { specifier } = ask;
  if (/^\.{1,2}(?:\/|$)/u.test(specifier)) return outsideOf(asked) ?? findSimilarFile(asked);
  // What `imports` lead to may be a package, which is then missed by its name.
  if (specifier.startsWith("#") && (reason !== "no-package" || name?.startsWith("#") === true))
    return { kind: "imports-field" };
  if (specifier.startsWith("node:")) return { kind: "no-builtin" };
  if (specifier === "bun" || /^[a-z][a-z\d+.-]*:/iu.test(specifier)) return { kind: "foreign-scheme" };
  const { name: own, exports } = owner.json ?? {};
  const isOwn = own !== undefined && (specifier === own || specifier.startsWith(`${own}/`));
  return isOwn && exports === undefined ? { kind: "own-name" } : undefined;
}

/** What a registry takes, old names with capitals too. One that begins with a tilde is an alias of a bundler. */
const PACKAGE_NAME = /^(?:@[a-z\d-][\w.-]*\/)?[a-z\d_-][\w.-]*$/iu;

function causeOfName(asked: AskedIn, { name = "" }: Unresolved): ImportCause | undefined {
  const { owner, options, ask } = asked;
  const from = owner.bundlePackage;
  const installed = options.findInstalled?.(from, name);
  if (installed?.generated === true || (installed !== undefined && isCompanionName(name)))
    return { kind: "generated", path: installed.path };
  const declaration = isCompanionName(name) ? undefined : declarationOf(owner, name);
  if (declaration === "needed") return undefined;
  const product = from.importer ? findLayerOf(name) : undefined;
  if (product !== undefined) return { kind: "from-layer", product };
  if (installed !== undefined || declaration !== undefined) return undefined;
  if (isBuiltin(`node:${ask.specifier}`, asked.resolver.runtime.major)) return { kind: "prefixed-builtin" };
  const declaredIn = from.importer ? options.findAlias?.(from, ask.specifier) : undefined;
  if (declaredIn !== undefined) return { kind: "path-alias", declaredIn };
  if (!PACKAGE_NAME.test(name)) return { kind: "path-alias" };
  return typesOnly(asked, name);
}

/** `@types/babel__core` has the types of `@babel/core`. Who declares both meant both. */
function typesOnly({ owner, options }: AskedIn, name: string): ImportCause | undefined {
  const types = `@types/${name.replace(/^@([^/]+)\//u, "$1__")}`;
  const from = owner.bundlePackage;
  if (!from.importer || options.findDeclaration?.(name, from) !== undefined) return undefined;
  const isThere =
    owner.json?.development.has(types) === true ||
    owner.json?.needed.has(types) === true ||
    options.findInstalled?.(from, types) !== undefined;
  return isThere ? { kind: "types-only", types } : undefined;
}

/** Programs that change what Node finds see what it does not: aliases that they know, or any name where theirs are not known. */
function resolvedBy(
  { ask, owner, options, programs }: AskedIn,
  { reason }: Unresolved,
  cause: ImportCause | undefined,
): ImportCause | undefined {
  if (reason !== "no-package" || !owner.bundlePackage.importer) return undefined;
  if (cause !== undefined && cause.kind !== "path-alias" && cause.kind !== "own-name") return undefined;
  const { aliases } = owner.json ?? {};
  const isAlias = aliases?.some((alias) => ask.specifier === alias || ask.specifier.startsWith(`${alias}/`)) === true;
  const program = programs.find(({ name }) => {
    if (name === "module-alias" && aliases !== undefined) return isAlias;
    return ANY_NAME.has(name) || cause?.kind === "path-alias" || options.findAlias === undefined;
  });
  return program && { kind: "resolved-by", program: program.name, file: program.file };
}

/** Of their directories and aliases, no setting says anything; those of other programs are `paths` of TypeScript. */
const ANY_NAME: ReadonlySet<string> = new Set(["app-module-path", "module-alias", "rootpath"]);

/** Whether a file that nothing is seen to load is there for tests or tools, by its name alone. */
export function isForDevelopment(path: string, when: ImportTime): boolean {
  if (when !== "never") return false;
  const folders = path.split("/").slice(0, -1);
  return folders.some((folder) => FOLDERS.has(folder)) || FILES.test(posix.basename(path));
}

const FOLDERS: ReadonlySet<string> = new Set(
  "__fixtures__ __mocks__ __snapshots__ __tests__ .husky .storybook .vscode cypress e2e fixtures spec test tests".split(
    " ",
  ),
);

const FILES =
  /(?:\.(?:bench|config|conf|cy|e2e|fixture|mock|setup|spec|stories|story|test)\.[cm]?js|^\..*rc\.[cm]?js|^(?:babel|jest|karma|mocha|vite|vitest|webpack|rollup)[-.].*\.[cm]?js|^(?:Gruntfile|gulpfile|Gulpfile|Jakefile|setupTests|wallaby|esbuild|webpack|rollup)\.[cm]?js)$/u;
