import { splitId } from "@lambda-pack/model";
import type { Finding, ImportTime } from "@lambda-pack/model";
import { describeCause } from "./describe-cause.ts";
import type { Description } from "./description.ts";

type Of<Kind> = Extract<Finding, { readonly kind: Kind }>;
type Texts = { readonly [Kind in ImportKind]: (finding: Of<Kind>) => Description };
type ImportKind =
  | "unresolved-import"
  | "undeclared-import"
  | "require-of-module"
  | "module-sync"
  | "typescript-import"
  | "module-syntax"
  | "syntax-error"
  | "file-not-checked";

/** The texts of findings about a file's imports, or about the file as JavaScript. */
export const importTexts: Texts = {
  "unresolved-import": (finding) => ({
    message: `${imports(finding)}, ${lackOf(finding)}${finding.fromRuntime ? "; Lambda's runtime provides it" : outcomeOf(finding)}.`,
    hint: unresolvedHint(finding),
  }),
  "undeclared-import": (finding) => ({
    message: `${imports(finding)}, which ${finding.shouldDeclare} ${finding.developmentOnly ? "declares only in devDependencies" : "does not declare"}: it resolves to ${finding.found} by hoisting alone.`,
    hint: undeclaredHint(finding),
  }),
  "require-of-module": ({ target, when, ...place }) => ({
    message: `${at(place)} requires ${place.specifier}, but ${target} is an ES module, which require() cannot load on Lambda${outcomes[when]}.`,
    hint: `Load it with import(), or use an older major version of the package that is CommonJS; NODE_OPTIONS=--experimental-require-module allows it, but AWS's service level agreement does not cover the function then.`,
  }),
  "module-sync": ({ here, onLambda, when, ...place }) => ({
    message:
      onLambda === undefined
        ? `${imports(place)}, which resolves to ${here} here and to nothing on Lambda, where the condition module-sync does not apply${outcomes[when]}.`
        : `${imports(place)}, which resolves to ${here} here and to ${onLambda} on Lambda, where the condition module-sync does not apply.`,
    hint:
      onLambda === undefined
        ? "Use a version of the package whose exports have a default as well."
        : "Run your tests with node --no-experimental-require-module as well, so that they load the file that Lambda loads.",
  }),
  "typescript-import": ({ target, when, ...place }) => ({
    message: `${imports(place)}, but ${target} is TypeScript${isDependency(target) ? ", whose types Node.js does not strip below node_modules" : ""}${outcomes[when]}.`,
    hint: "Compile it to JavaScript, and let main or exports in its package.json name the output.",
  }),
  "module-syntax": ({ package: id, path, line }) => ({
    message: `${path}:${line} of ${id} has the syntax of an ES module, but is not marked as one: Node.js detects that here, Lambda does not.`,
    hint: 'Set "type": "module" in the nearest package.json, or rename the file to .mjs.',
  }),
  "syntax-error": ({ package: id, path, line, reason }) => ({
    message: `${path}:${line} of ${id} is not JavaScript that Node.js can load: ${reason}.`,
    hint: "Correct the file, or build it again; if nothing loads it, leave it out with --exclude.",
  }),
  "file-not-checked": ({ package: id, path, reason }) => ({
    message: `${path} of ${id} ${unreadReasons[reason]}, so that what it imports was not checked.`,
    hint: "Run the function with 'lambda-pack invoke' to see that it loads; if nothing loads the file, leave it out with --exclude.",
  }),
};

const unreadReasons: Readonly<Record<Of<"file-not-checked">["reason"], string>> = {
  "too-deep": "is too deeply nested to be checked",
  "too-large": "is too large to be checked",
  "too-much": "and the files after it are more than are read of one bundle",
};

interface Place {
  readonly package: string;
  readonly path: string;
  readonly line: number;
}

function imports(place: Place & { readonly specifier: string }): string {
  return `${at(place)} imports ${place.specifier}`;
}

function at({ package: id, path, line }: Place): string {
  return `${path}:${line} of ${id}`;
}

/** The consequence on Lambda. */
const outcomes: Readonly<Record<ImportTime, string>> = {
  loading: ": the function fails to load",
  running: ": the function fails when it runs that line",
  guarded: "; the code catches the failure",
  never: "; nothing is known to load that file",
};

function undeclaredHint(finding: Of<"undeclared-import">): string {
  const { name, found, shouldDeclare, developmentOnly, declaredBy } = finding;
  if (developmentOnly) return `Move ${name} from devDependencies to dependencies in ${shouldDeclare}.`;
  const version = versionOf(found);
  const added = `Add ${name}${version === "" ? "" : `@^${version}`} to the dependencies in ${shouldDeclare}`;
  return isDependency(shouldDeclare)
    ? `${added}; if that package is not yours, report it to its authors.`
    : `${added}${declaredBy === undefined ? "" : `, which ${declaredBy.file} declares as ${declaredBy.range}`}.`;
}

/** `1.2.3` of `lodash@1.2.3#2`; empty where there is none. */
function versionOf(id: string): string {
  return (splitId(id).reference ?? "").replace(/#\d+$/u, "");
}

type Unresolved = Of<"unresolved-import">;

function lackOf(finding: Unresolved): string {
  const { cause } = finding;
  return cause === undefined ? lacks[finding.reason](finding) : describeCause(cause, finding).lacks;
}

/** What another program may resolve does not fail for certain. */
function outcomeOf({ cause, when }: Unresolved): string {
  if (cause?.kind === "resolved-by") return "";
  return cause?.kind === "from-layer" && when !== "never" ? "; without one, the import fails" : outcomes[when];
}

const lacks: Readonly<Record<Unresolved["reason"], (finding: Unresolved) => string>> = {
  "no-package": ({ name, specifier }) =>
    name === undefined ? noFile : `${name === specifier ? "which" : `but ${name}`} is not in the bundle`,
  "no-file": ({ name, leadsTo }) => {
    if (leadsTo !== undefined) {
      return `but ${leadsTo.field} of ${name ?? "its package"} leads to ${leadsTo.path}, which is not in the bundle`;
    }
    return name === undefined ? noFile : `but ${name} has no such file in the bundle`;
  },
  "not-exported": ({ name }) => `which ${name ?? "its package"} does not export`,
};

const noFile = "but there is no such file in the bundle";

function unresolvedHint(finding: Unresolved): string {
  if (finding.when === "never" && finding.severity === "note" && finding.fromRuntime !== true) {
    return "No action is needed if only development uses that file; leave such files out with --exclude.";
  }
  if (finding.cause !== undefined) return describeCause(finding.cause, finding).hint;
  if (finding.name === undefined) {
    return "Build the package, and check that neither files in its package.json nor --exclude leaves the file out; file names are case-sensitive on Lambda.";
  }
  return packageHints[finding.reason]({ ...finding, name: finding.name });
}

type NamedImport = Unresolved & { readonly name: string };

const packageHints: Readonly<Record<Unresolved["reason"], (finding: NamedImport) => string>> = {
  "no-package": (finding) => missingHint(finding),
  "no-file": ({ name, leadsTo }) =>
    leadsTo === undefined
      ? `Import a file that ${name} has, or install a version that has it; if it is yours, build it first.`
      : `Build ${name} if it is yours, and check that its files and --exclude do not leave the file out; otherwise, install a version that has it.`,
  "not-exported": ({ name }) => `Import what ${name} exports, or install a version that exports it.`,
};

function missingHint(finding: NamedImport): string {
  const { name, declared, shouldDeclare, when } = finding;
  if (finding.fromRuntime) {
    return `No action is needed if AWS may choose the version; otherwise, add ${name} to the dependencies in ${shouldDeclare}.`;
  }
  if (when === "guarded") {
    return `No action is needed if the code works without ${name}; otherwise, add it to the dependencies in ${shouldDeclare}.`;
  }
  if (declared)
    return `${shouldDeclare} declares it: install it, and check that neither --exclude-package nor --only-package leaves it out.`;
  return addHint(finding);
}

function addHint(finding: NamedImport): string {
  const { name, shouldDeclare, developmentOnly, when } = finding;
  if (isDependency(shouldDeclare) && when !== "loading") {
    return `If the function runs that line, add ${name} to your own dependencies, or to those in ${shouldDeclare} if that package is yours.`;
  }
  const added = developmentOnly
    ? `Move ${name} from devDependencies to dependencies in ${shouldDeclare}`
    : `Add ${name}${sourceOf(finding).range} to the dependencies in ${shouldDeclare}${sourceOf(finding).where}`;
  if (isDependency(shouldDeclare)) {
    return `${added}; if that package is not yours, add it to your own dependencies.`;
  }
  return developmentOnly ? `${added}.` : `${added}; devDependencies are not packed.`;
}

/** What to declare, and where the monorepo has it. What lies in no `node_modules` is a package of the workspace, whatever its version. */
function sourceOf({ installed, declaredBy }: NamedImport): { readonly range: string; readonly where: string } {
  if (installed !== undefined && !isDependency(installed.path) && declaredBy === undefined) {
    return { range: "", where: `, the package of the workspace in ${installed.path}` };
  }
  const version = installed?.version ?? declaredBy?.version;
  const range = version === undefined ? declaredBy?.range : `^${version}`;
  const by = declaredBy === undefined ? "" : `, which ${declaredBy.file} declares as ${declaredBy.range}`;
  const place = installed === undefined ? "" : `, the version that the monorepo has in ${installed.path}`;
  return { range: range === undefined ? "" : `@${range}`, where: `${place}${by}` };
}

/** Of paths in the bundle, whatever its prefix. */
function isDependency(path: string): boolean {
  return /(?:^|\/)node_modules\//u.test(path);
}
