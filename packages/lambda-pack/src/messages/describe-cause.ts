import { splitId } from "@lambda-pack/model";
import type { Finding, ImportCause } from "@lambda-pack/model";

type Unresolved = Extract<Finding, { readonly kind: "unresolved-import" }>;
type Texts = { readonly [Kind in ImportCause["kind"]]: (cause: CauseOf<Kind>, finding: Unresolved) => CauseTexts };
type CauseOf<Kind> = Extract<ImportCause, { readonly kind: Kind }>;

export interface CauseTexts {
  /** Continues `index.js:1 of robot@1.0.0 imports ./arm, `. */
  readonly lacks: string;
  readonly hint: string;
}

/** The words for what is special about an import that nothing in the bundle answers. */
export function describeCause(cause: ImportCause, finding: Unresolved): CauseTexts {
  return describe(cause.kind, cause, finding);
}

function describe<Kind extends ImportCause["kind"]>(kind: Kind, cause: CauseOf<Kind>, finding: Unresolved): CauseTexts {
  return causeTexts[kind](cause, finding);
}

const causeTexts: Texts = {
  "outside-package": ({ path, package: into }, { package: id, shouldDeclare }) => {
    const out = `which leads out of ${splitId(id).name}`;
    if (into !== undefined && path !== undefined) {
      return {
        lacks: `${out}, into ${into} (${path})`,
        hint: `Add ${into} to the dependencies in ${shouldDeclare}, and import it by its name.`,
      };
    }
    return {
      lacks: path === undefined ? out : `${out}, to ${path}`,
      hint: "Move the file into the package; or make it part of a package of its own, declare that as a dependency, and import it by its name.",
    };
  },
  "similar-file": (cause, finding) => ({
    lacks: cause.packed ? `but the bundle has only ${cause.path}` : `but ${cause.path} is not packed`,
    hint: similarHint(cause, finding),
  }),
  "types-only": ({ types }, { name = "" }) => ({
    lacks: `of which only the types are installed (${types})`,
    hint: `Write import type, so that the compiler drops the line; if the code needs ${name} itself, add it to the dependencies.`,
  }),
  "no-builtin": () => ({
    lacks: "which the Node.js of this runtime does not have",
    hint: "Correct the name, or choose a runtime whose Node.js has that module (--runtime).",
  }),
  "prefixed-builtin": (_cause, { specifier, shouldDeclare }) => ({
    lacks: `which is not in the bundle; the module of Node.js is node:${specifier}`,
    hint: `Write node:${specifier} if that is meant; otherwise, add ${specifier} to the dependencies in ${shouldDeclare}.`,
  }),
  "foreign-scheme": (_cause, { specifier }) => ({
    lacks: "which Node.js cannot load",
    hint: /^bun(?:$|:)/u.test(specifier)
      ? "Use a module of Node.js or a package instead: Lambda's runtime is Node.js, not Bun."
      : "Bundle the function with the tool that resolves such names, or import a file or a package instead.",
  }),
  "path-alias": ({ declaredIn }, { shouldDeclare }) => ({
    lacks:
      declaredIn === undefined
        ? "which is not the name of a package"
        : `which is an alias in ${declaredIn} that Node.js does not read`,
    hint: `Have the build replace it with a relative path, or name it in imports of ${shouldDeclare}, with a # in front.`,
  }),
  "imports-field": (_cause, { specifier, shouldDeclare }) => ({
    lacks: `which imports in ${shouldDeclare} does not resolve to a file of the bundle`,
    hint: `Let ${JSON.stringify(specifier)} in imports of ${shouldDeclare} name a file that is packed; build it first if it is an output.`,
  }),
  "own-name": (_cause, { package: id, shouldDeclare }) => ({
    lacks: `but ${splitId(id).name} finds itself by its own name only if it has exports`,
    hint: `Import the file by a relative path, or add exports to ${shouldDeclare}.`,
  }),
  generated: ({ path }, { name = "" }) => ({
    lacks: `which was generated in ${path} and is not in the bundle`,
    hint: `Pack it with --include-package ${name}, or includePackages in the settings.`,
  }),
  "from-layer": ({ product }, { name = "", shouldDeclare }) => ({
    lacks: `which is not in the bundle; layers of ${product} have it`,
    hint: `If the function has such a layer, make ${name} an optional peer in ${shouldDeclare} (peerDependencies, peerDependenciesMeta); otherwise, add it to the dependencies.`,
  }),
  "resolved-by": ({ program, file }) => ({
    lacks: `which Node.js does not find by itself; ${program}, which ${file} loads, may resolve it`,
    hint: "Run the function with lambda-pack invoke to see whether it does.",
  }),
};

function similarHint({ path, packed }: CauseOf<"similar-file">, { specifier }: Unresolved): string {
  if (/\.[cm]?tsx?$/u.test(path)) return "Compile it to JavaScript, and let files and --exclude leave the output in.";
  if (!packed) return "Check that neither files in package.json nor --exclude leaves it out.";
  const last = specifier.replace(/^.*\//su, "");
  return path.includes(last)
    ? "Write the whole name with its extension: import tries none, and looks for no index."
    : "Write the name as the file has it: file names are case-sensitive on Lambda.";
}
