import type { ImportTime } from "./import-time.ts";
import type { Severity } from "./problem.ts";

/**
 * Something that a check of a bundle found. Plain JSON. `package` is `name@version` of whose it is, `path` a file of the bundle.
 * An error breaks the function on Lambda, as surely as can be known without running it; a warning may.
 */
export type Finding = FindingFacts & { readonly severity: FindingSeverity };

export type FindingSeverity = Severity;

export type FindingFacts =
  // The handler
  | { readonly kind: "handler-malformed"; readonly package: string; readonly handler: string; readonly reason: string }
  | {
      readonly kind: "handler-missing";
      readonly package: string;
      readonly handler: string;
      /** The files that Lambda would look for, in its order. */
      readonly tried: readonly string[];
      /** A folder of the bundle in which one of them lies: what is in it was zipped with its folder. */
      readonly folder?: string;
      /** A TypeScript file that lies there, for which Lambda does not look. */
      readonly typescript?: string;
      /** A folder of that name that Lambda takes for the file (`nodejs24.x` and later), so that it does not look further. */
      readonly directory?: string;
      /** A file with nearly the same name: in the bundle, or left out of it, then a path from the workspace's root. */
      readonly similar?: { readonly path: string; readonly packed: boolean };
      /** The package in whose directory of `node_modules` the handler lies, where the bundle has no such package. */
      readonly absent?: string;
    }
  | {
      /** The file of the handler is not, or not alone, what the bundle's code is. */
      readonly kind: "handler-provided";
      readonly package: string;
      readonly handler: string;
      /** A layer has the file; the bundle has it, and it calls the function's own; a wrapper starts it as a program. */
      readonly by: "layer" | "bundle" | "wrapper";
      /** Whose wrapper it is, and the environment variable that names the function's own handler, where they are known. */
      readonly product?: string;
      readonly variable?: string;
    }
  | {
      /** The program that a wrapper is to start cannot be started. */
      readonly kind: "handler-script";
      readonly package: string;
      readonly handler: string;
      readonly path: string;
      readonly reason: "missing" | "not-packed" | "mode" | "line-ends" | "first-line";
      /** In octal digits. */
      readonly mode?: string;
    }
  | {
      readonly kind: "handler-not-exported";
      readonly package: string;
      readonly handler: string;
      readonly path: string;
      /** Names that the file does export. */
      readonly exports: readonly string[];
    }
  | {
      /** No handler is set and there is no main file, so that nothing is known to be loaded. */
      readonly kind: "nothing-checked";
      readonly package: string;
      /** The main file that was looked for. */
      readonly main: string;
    }
  // Imports
  | (ImportPlace & {
      /** Nothing in the bundle answers the specifier. */
      readonly kind: "unresolved-import";
      /** Why: the package is not there, it has no such file, or its `exports` do not allow it. */
      readonly reason: "no-package" | "no-file" | "not-exported";
      /** The package that the specifier names; absent for a path. */
      readonly name?: string;
      /** A file that `main` or `exports` of the package leads to, and that is not in the bundle. */
      readonly leadsTo?: { readonly field: "main" | "exports"; readonly path: string };
      /** The package.json in the bundle that should declare it. */
      readonly shouldDeclare: string;
      readonly declared: boolean;
      /** Declared only in `devDependencies`, which are not packed. */
      readonly developmentOnly?: true;
      /** Lambda's runtime provides it, in a version that AWS chooses. */
      readonly fromRuntime?: true;
      /** What the monorepo has under that name where the importing package lies, though nothing declares it. */
      readonly installed?: { readonly version: string; readonly path: string };
      /** Another package of the workspace that declares the name. */
      readonly declaredBy?: NameDeclaration;
      /** What is special about the specifier, so that declaring a dependency is no answer. */
      readonly cause?: ImportCause;
      readonly when: ImportTime;
    })
  | (ImportPlace & {
      /** Answered by a package that the importing package does not declare: another layout may have another one there. */
      readonly kind: "undeclared-import";
      readonly name: string;
      readonly found: string;
      readonly shouldDeclare: string;
      /** Declared only in `devDependencies`. */
      readonly developmentOnly?: true;
      /** Another package of the workspace that declares the name. */
      readonly declaredBy?: NameDeclaration;
      readonly when: ImportTime;
    })
  // What Lambda refuses and local Node accepts
  | (ImportPlace & { readonly kind: "require-of-module"; readonly target: string; readonly when: ImportTime })
  | (FilePlace & { readonly kind: "module-syntax"; readonly line: number })
  | (FilePlace & { readonly kind: "syntax-error"; readonly line: number; readonly reason: string })
  | (FilePlace & { readonly kind: "file-not-checked"; readonly reason: "too-deep" | "too-large" | "too-much" })
  | (ImportPlace & {
      readonly kind: "module-sync";
      /** The file that Node loads here, and the one that Lambda loads. */
      readonly here: string;
      readonly onLambda: string | undefined;
      readonly when: ImportTime;
    })
  | (ImportPlace & { readonly kind: "typescript-import"; readonly target: string; readonly when: ImportTime })
  // Native binaries
  | {
      readonly kind: "wrong-binary";
      readonly package: string;
      readonly paths: readonly string[];
      /** What they are made for: `darwin arm64`, `linux x64 musl`. */
      readonly madeFor: readonly string[];
      readonly platform: string;
    }
  | {
      readonly kind: "foreign-binaries";
      readonly package: string;
      readonly files: number;
      readonly bytes: number;
      /** Paths in the package, where none is an addon: nothing tells that the package chooses among them. */
      readonly programs?: readonly string[];
      readonly platform: string;
    }
  | (FilePlace & {
      readonly kind: "library-too-new";
      readonly library: "glibc" | "libstdc++";
      readonly needs: string;
      readonly has: string;
      readonly runtime: string;
    })
  | (FilePlace & {
      readonly kind: "missing-shared-library";
      /** As the binary names it. */
      readonly library: string;
    })
  | (FilePlace & {
      readonly kind: "wrong-node-version";
      /** NODE_MODULE_VERSION of the binary and of the runtime. */
      readonly found: number;
      readonly expected: number;
      readonly runtime: string;
    })
  | (FilePlace & {
      readonly kind: "damaged-binary";
      readonly reason: string;
      /** What Git LFS leaves in the place of a file that it has not fetched. */
      readonly pointer?: true;
    })
  // Entries
  | (FilePlace & { readonly kind: "unreadable-mode"; readonly mode: string; readonly paths: readonly string[] })
  | { readonly kind: "not-executable"; readonly package: string; readonly paths: readonly string[] }
  | (FilePlace & { readonly kind: "link-entry"; readonly target: string })
  | (FilePlace & { readonly kind: "bad-link"; readonly target: string; readonly reason: "escapes" | "dangles" })
  | (FilePlace & { readonly kind: "unsafe-name"; readonly reason: string })
  | { readonly kind: "colliding-names"; readonly package: string; readonly paths: readonly string[] }
  | { readonly kind: "secret-in-bundle"; readonly package: string; readonly paths: readonly string[] }
  | (FilePlace & { readonly kind: "unsupported-compression"; readonly method: number })
  | (FilePlace & {
      readonly kind: "header-mismatch";
      readonly fields: readonly string[];
      readonly otherFiles?: number;
    })
  | { readonly kind: "hidden-data"; readonly package: string; readonly bytes: number }
  | { readonly kind: "many-entries"; readonly package: string; readonly entries: number }
  | {
      readonly kind: "no-package";
      readonly package: string;
      /** The folder in which all of the bundle lies: it was zipped with its folder. */
      readonly folder?: string;
    }
  // Sizes and versions
  | {
      readonly kind: "over-limit" | "near-limit";
      readonly package: string;
      readonly limit: "unzipped" | "zipped";
      readonly used: number;
      readonly allowed: number;
      /** Ids, the heaviest first. */
      readonly heaviest: readonly string[];
    }
  | {
      /** In the bundle only as somebody's peer, and nothing that is known to be loaded asks for it. */
      readonly kind: "unused-peer";
      readonly package: string;
      readonly name: string;
      readonly bytes: number;
      /** Labels of those whose peer it is. */
      readonly dependents: readonly string[];
    }
  | { readonly kind: "engines-mismatch"; readonly package: string; readonly range: string; readonly runtime: string };

export type FindingKind = FindingFacts["kind"];

/** A package.json of the workspace, from its root, that declares a name. */
export interface NameDeclaration {
  readonly file: string;
  readonly range: string;
  /** What it finds; absent where that is not installed. */
  readonly version?: string;
}

export type ImportCause =
  /** A path that leads out of the importing package: to `path` in the workspace, which is of `package` where it is of one. */
  | { readonly kind: "outside-package"; readonly path?: string; readonly package?: string }
  /** A path that nearly fits a file: in the bundle, or left out of it, then a path from the workspace's root. */
  | { readonly kind: "similar-file"; readonly path: string; readonly packed: boolean }
  /** Only types of that name are installed. */
  | { readonly kind: "types-only"; readonly types: string }
  /** `node:` with a name that the runtime does not have. */
  | { readonly kind: "no-builtin" }
  /** The name of a module that Node.js has only with `node:` before it. */
  | { readonly kind: "prefixed-builtin" }
  /** A module of another runtime, or of a bundler: `bun:sqlite`, `virtual:routes`, `https://…`. */
  | { readonly kind: "foreign-scheme" }
  /** A name that settings of development tools explain: `declaredIn` is the file that has them, where it is known. */
  | { readonly kind: "path-alias"; readonly declaredIn?: string }
  /** `#name` that `imports` of the package's package.json does not have, or that leads to no file. */
  | { readonly kind: "imports-field" }
  /** The importing package itself, by its own name. */
  | { readonly kind: "own-name" }
  /** A directory in `node_modules` that something generated there: no package.json can declare it. */
  | { readonly kind: "generated"; readonly path: string }
  /** A package that layers of a product contain; whether the function has the layer, its configuration decides. */
  | { readonly kind: "from-layer"; readonly product: string }
  /** A program that the function loads resolves it while it runs. */
  | { readonly kind: "resolved-by"; readonly program: string; readonly file: string };

interface FilePlace {
  readonly package: string;
  readonly path: string;
}

/** Where a file asks for another one. */
interface ImportPlace extends FilePlace {
  /** From 1. */
  readonly line: number;
  readonly specifier: string;
}
