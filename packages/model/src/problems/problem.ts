import type { MissingEntry, MissingFiles } from "./missing-files.ts";
import type { UnfitPattern } from "./unfit-pattern.ts";

/**
 * Something odd that the user should know although the pack succeeded. Plain JSON. Packages are named `name@version`,
 * `declaredIn` is a package.json relative to the workspace root; in a store of the package manager outside of it, behind a name
 * for that: `<pnpm store>/`, `<Yarn cache>/`. Paths have forward slashes.
 */
export type Problem =
  | {
      readonly kind: "range-mismatch";
      readonly package: string;
      readonly name: string;
      readonly range: string;
      readonly found: string;
      readonly declaredIn: string;
      readonly install: string;
      /** Who declares it gets it from who uses it: the package.json of each package of the workspace that does so directly. */
      readonly peerOf?: readonly string[];
    }
  | {
      readonly kind: "version-overridden";
      readonly package: string;
      readonly name: string;
      readonly range: string;
      readonly found: string;
      readonly declaredIn: string;
      /** Where the override stands: `resolutions in package.json`. */
      readonly override: string;
    }
  | {
      readonly kind: "peer-differs";
      readonly package: string;
      readonly name: string;
      /** What `package` finds, and what the package of the workspace that uses it finds under the same name. */
      readonly found: string;
      readonly expected: string;
      readonly importer: string;
    }
  | { readonly kind: "unbuilt-native"; readonly package: string; readonly path: string; readonly approve: string }
  | {
      readonly kind: "stale-injected";
      readonly package: string;
      readonly path: string;
      readonly source: string;
      readonly install: string;
    }
  | {
      readonly kind: "stale-install";
      readonly package: string;
      readonly path: string;
      readonly locked: string;
      readonly lockfile: string;
      readonly install: string;
    }
  | {
      readonly kind: "missing-peer";
      readonly package: string;
      readonly name: string;
      readonly range: string;
      readonly declaredIn: string;
      /** The package.json of each package of the workspace that uses `package` directly. */
      readonly usedIn?: readonly string[];
      /** The package that is packed has the peer itself. */
      readonly ofTarget?: true;
    }
  | {
      readonly kind: "missing-platform-package";
      readonly package: string;
      readonly name: string;
      readonly range: string;
      readonly platform: string;
      readonly declaredIn: string;
      readonly install: string;
    }
  | {
      readonly kind: "platform-mismatch";
      readonly package: string;
      readonly platform: string;
      readonly declaredIn: string;
    }
  | {
      readonly kind: "optional-incomplete";
      readonly package: string;
      readonly name: string;
      readonly range: string;
      readonly declaredIn: string;
    }
  | {
      readonly kind: "outside-workspace";
      readonly package: string;
      /** The package's directory; of those that a linked node_modules leads to, the directory that holds what it leads to. */
      readonly path: string;
      /** That node_modules. */
      readonly link?: string;
      /** Packages besides the first that it leads to. */
      readonly others?: readonly string[];
    }
  | { readonly kind: "found-above-root"; readonly name: string; readonly path: string; readonly declaredIn: string }
  | {
      readonly kind: "excluded-but-needed";
      readonly package: string;
      readonly excluded: string;
      readonly declaredIn: string;
    }
  | {
      readonly kind: "excluded-kept";
      readonly package: string;
      readonly excluded: string;
      readonly dependents: readonly string[];
    }
  | {
      readonly kind: "links-in-bundle";
      readonly links: number;
      /** Those that the links lead to, ordered. */
      readonly packages: readonly string[];
    }
  | {
      readonly kind: "module-split";
      readonly package: string;
      /** Its copies in the bundle; `.` is the bundle's root. */
      readonly paths: readonly string[];
      /** Who depends on it, and shares one module of it in the monorepo. */
      readonly dependents: readonly string[];
    }
  | {
      readonly kind: "siblings-apart";
      readonly package: string;
      /** Where it lies in the bundle, and the package that could not be placed beside it. */
      readonly path: string;
      readonly sibling: string;
    }
  | {
      readonly kind: "empty-package";
      readonly package: string;
      readonly path: string;
      readonly patterns: readonly string[];
      /** The command that builds the package, where its package.json has a script for that. */
      readonly build?: string;
      /** An error where the function cannot run without the package. */
      readonly severity: Severity;
    }
  | (MissingFiles & {
      readonly kind: "main-missing";
      /** As its package.json has it. */
      readonly main: string;
      readonly field: "main" | "exports";
      /** Of the package that is packed, whose main file Lambda loads only where no handler is set. */
      readonly ofTarget?: true;
      readonly severity: Severity;
    })
  | (MissingFiles & {
      readonly kind: "entry-missing";
      readonly entries: readonly MissingEntry[];
      /** An error where nothing that the package exports is there, and a note where it hardly matters. */
      readonly severity: Severity;
    })
  | (MissingFiles & {
      readonly kind: "handler-not-packed";
      readonly handler: string;
      /** The files that Lambda would look for, in its order. */
      readonly tried: readonly string[];
      /** A TypeScript file that lies there, for which Lambda does not look. */
      readonly typescript?: string;
    })
  | {
      readonly kind: "only-typescript";
      readonly package: string;
      readonly path: string;
      readonly files: readonly string[];
      readonly build?: string;
    }
  | {
      readonly kind: "link-leaves-package" | "dangling-link" | "link-loop" | "special-file";
      readonly package: string;
      readonly path: string;
      readonly target: string;
    }
  | {
      readonly kind: "secret-left-out" | "certificate-left-out" | "private-key";
      readonly package: string;
      readonly paths: readonly string[];
    }
  | {
      readonly kind: "names-collide";
      /** Whose files these are, or who requires both of the packages. */
      readonly package: string;
      /** Files of the package, or the places of two packages in the bundle. */
      readonly paths: readonly string[];
      /** The two packages, where it is their names that collide. */
      readonly packages?: readonly string[];
    }
  | {
      readonly kind: "leftovers-left-out";
      /** Of each package what tools have left in it, files and folders. */
      readonly leftOut: readonly { readonly package: string; readonly paths: readonly string[] }[];
    }
  | {
      readonly kind: "ignored-left-out";
      readonly package: string;
      readonly files: number;
      /** The `.npmignore` files below the package's top that leave them out. */
      readonly rules: readonly string[];
    }
  | { readonly kind: "binary-left-out"; readonly package: string; readonly paths: readonly string[] }
  | {
      readonly kind: "void-setting";
      readonly package: string;
      /** Its name in package.json. */
      readonly setting: string;
      /** The pattern or name in it that is meant, if it is not the whole. */
      readonly value?: string;
      /** A clause. */
      readonly reason: string;
    }
  | ({ readonly kind: "unused-pattern"; readonly package: string; readonly pattern: string } & Partial<UnfitPattern>)
  | {
      readonly kind: "unused-problem-setting";
      readonly package: string;
      /** `kind` or `kind:package`. */
      readonly setting: string;
    }
  | {
      readonly kind: "platform-files-left-out";
      readonly package: string;
      readonly platform: string;
      readonly files: number;
      readonly bytes: number;
    }
  | {
      readonly kind: "deprecated-runtime";
      readonly runtime: string;
      /** Dates as AWS announced them: YYYY-MM-DD. */
      readonly since: string;
      /** From when on no function can be created, or updated, with this runtime, where that is known. */
      readonly createBlocked?: string;
      readonly updateBlocked?: string;
    }
  | {
      readonly kind: "preview-runtime";
      readonly runtime: string;
      /** When AWS announced the preview: YYYY-MM-DD. */
      readonly since: string;
    }
  | { readonly kind: "unknown-runtime"; readonly runtime: string };

export type ProblemKind = Problem["kind"];

/** All are reported; an error fails the pack, and a warning does under `--strict`. */
export type Severity = "error" | "warning" | "note";
