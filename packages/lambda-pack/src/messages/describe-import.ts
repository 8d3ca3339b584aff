import type { Finding, ImportTime } from "@lambda-pack/model";
import { nameOfId } from "./name-of-id.ts";
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
  | "syntax-error";

/** The words for what is wrong with a file's imports, or with the file as JavaScript. */
export const importTexts: Texts = {
  "unresolved-import": (finding) => ({
    message: `${asks(finding)}, ${lacks[finding.reason](finding)}${finding.fromRuntime ? "; Lambda's runtime brings one" : outcomes[finding.when]}.`,
    hint: unresolvedHint(finding),
  }),
  "undeclared-import": (finding) => ({
    message: `${asks(finding)}, which ${finding.shouldDeclare} ${finding.developmentOnly ? "has in devDependencies only" : "does not declare"}: it finds ${finding.found} by luck.`,
    hint: undeclaredHint(finding),
  }),
  "require-of-module": ({ target, when, ...place }) => ({
    message: `${at(place)} requires ${place.specifier}, and ${target} is an ES module, which Lambda does not let require load${outcomes[when]}.`,
    hint: `Load it with import(), or take an older major of the package that is CommonJS; NODE_OPTIONS=--experimental-require-module allows it, but then AWS's service level agreement does not cover the function.`,
  }),
  "module-sync": ({ here, onLambda, when, ...place }) => ({
    message:
      onLambda === undefined
        ? `${asks(place)}, which is ${here} here and nothing on Lambda, where the condition module-sync does not hold${outcomes[when]}.`
        : `${asks(place)}, which is ${here} here and ${onLambda} on Lambda, where the condition module-sync does not hold.`,
    hint:
      onLambda === undefined
        ? "Take a version of the package whose exports have a default too."
        : "Run your tests with node --no-experimental-require-module as well: they get Lambda's file then.",
  }),
  "typescript-import": ({ target, when, ...place }) => ({
    message: `${asks(place)}, and ${target} is TypeScript${isDependency(target) ? ", whose types Node does not strip below node_modules" : ""}${outcomes[when]}.`,
    hint: "Compile it to JavaScript, and let main or exports of its package.json name what comes out.",
  }),
  "module-syntax": ({ package: id, path, line }) => ({
    message: `${path}:${line} of ${id} has the syntax of an ES module, but nothing says that the file is one: Node finds out by itself here, on Lambda it does not.`,
    hint: 'Write "type": "module" into the nearest package.json, or name the file .mjs.',
  }),
  "syntax-error": ({ package: id, path, line, reason }) => ({
    message: `${path}:${line} of ${id} is not JavaScript that Node can load: ${reason}.`,
    hint: "Correct the file, or build it again; if nothing loads it, leave it out with --exclude.",
  }),
};

interface Place {
  readonly package: string;
  readonly path: string;
  readonly line: number;
}

function asks(place: Place & { readonly specifier: string }): string {
  return `${at(place)} asks for ${place.specifier}`;
}

function at({ package: id, path, line }: Place): string {
  return `${path}:${line} of ${id}`;
}

/** What comes of it on Lambda. */
const outcomes: Readonly<Record<ImportTime, string>> = {
  loading: ": the function fails as soon as it is loaded",
  running: ": the function fails when it comes there",
  guarded: "; a failure is caught there",
  never: "; nothing was seen to load that file",
};

function undeclaredHint({ name, found, shouldDeclare, developmentOnly }: Of<"undeclared-import">): string {
  if (developmentOnly) return `Move ${name} from devDependencies to dependencies in ${shouldDeclare}.`;
  const version = versionOf(found);
  const added = `Add ${name}${version === "" ? "" : `@^${version}`} to the dependencies in ${shouldDeclare}`;
  return isDependency(shouldDeclare) ? `${added}; where that package is not yours, tell its authors.` : `${added}.`;
}

/** `1.2.3` of `lodash@1.2.3#2`; empty where there is none. */
function versionOf(id: string): string {
  return id.slice(nameOfId(id).length + 1).replace(/#\d+$/, "");
}

type Unresolved = Of<"unresolved-import">;

const lacks: Readonly<Record<Unresolved["reason"], (finding: Unresolved) => string>> = {
  "no-package": ({ name, specifier }) =>
    name === undefined ? noFile : `${name === specifier ? "which" : `and ${name}`} is not in the bundle`,
  "no-file": ({ name }) => (name === undefined ? noFile : `which is no file that ${name} has in the bundle`),
  "not-exported": ({ name }) => `which the exports of ${name ?? "its package"} do not allow`,
};

const noFile = "and there is no such file in the bundle";

function unresolvedHint(finding: Unresolved): string {
  if (finding.name === undefined) {
    return "Build the package, and see that neither files in its package.json nor --exclude leaves the file out; upper and lower case count on Lambda.";
  }
  return packageHints[finding.reason]({ ...finding, name: finding.name });
}

type NamedImport = Unresolved & { readonly name: string };

const packageHints: Readonly<Record<Unresolved["reason"], (finding: NamedImport) => string>> = {
  "no-package": (finding) => missingHint(finding),
  "no-file": ({ name }) =>
    `Ask for a file that ${name} has, or install the version that has it; build it first if it is yours.`,
  "not-exported": ({ name }) => `Ask for what ${name} exports, or install the version that exports it.`,
};

function missingHint(finding: NamedImport): string {
  const { name, declared, shouldDeclare, when } = finding;
  if (finding.fromRuntime) {
    return `There is nothing to do if you want AWS's choice of a version; else add ${name} to the dependencies in ${shouldDeclare}.`;
  }
  if (when === "guarded") {
    return `There is nothing to do if the code works without ${name}; else add it to the dependencies in ${shouldDeclare}.`;
  }
  if (declared) return `${shouldDeclare} declares it: install it, and see that no --exclude-package leaves it out.`;
  return addHint(finding);
}

function addHint({ name, shouldDeclare, installed, developmentOnly, when }: NamedImport): string {
  if (isDependency(shouldDeclare) && when !== "loading") {
    return `There is nothing to do unless the function comes there; else add ${name} to your own dependencies, or to those in ${shouldDeclare} if that package is yours.`;
  }
  const range = installed === undefined ? "" : `@^${installed.version}`;
  const whence = installed === undefined ? "" : `, the version that the monorepo has in ${installed.path}`;
  const added = developmentOnly
    ? `Move ${name} from devDependencies to dependencies in ${shouldDeclare}`
    : `Add ${name}${range} to the dependencies in ${shouldDeclare}${whence}`;
  if (isDependency(shouldDeclare)) {
    return `${added}; where that package is not yours, add it to your own dependencies.`;
  }
  return developmentOnly ? `${added}.` : `${added}; in devDependencies it is not packed.`;
}

/** Of paths in the bundle, whatever its prefix. */
function isDependency(path: string): boolean {
  return /(?:^|\/)node_modules\//.test(path);
}
