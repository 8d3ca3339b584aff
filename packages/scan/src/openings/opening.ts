/** Where a file loads or opens something that its text does not name, or names by a path beside the file. By the text alone. */
export type Opening =
  | ComputedName
  | BesidePath
  /** A name that is looked up from another place: `require.resolve(name, { paths })`, `createRequire(otherFile)`. */
  | (OpeningPlace & { readonly kind: "elsewhere"; readonly name?: string })
  /** The directory of another package, or of a file of it: `dirname(require.resolve("x/package.json"))`. */
  | (OpeningPlace & {
      readonly kind: "directory-of";
      readonly specifier: string;
      readonly by: "require" | "import";
      /** What it depends on is looked up from there, too: `createRequire(require.resolve("x"))`. */
      readonly loads?: true;
    })
  /** Native code, which looks for more beside itself. */
  | (OpeningPlace & { readonly kind: "native" })
  /** Code that is put together, and can load anything. */
  | (OpeningPlace & { readonly kind: "code" });

/** `require(name)`, `import(name)`: any module, or any whose specifier begins with `prefix`, or that one. */
export interface ComputedName extends OpeningPlace {
  readonly kind: "name";
  readonly by: "require" | "import";
  readonly prefix: string;
  /** The prefix is all of it: what a constant holds. */
  readonly exact?: true;
}

/** A path from the file's own directory, which the program opens, or hands on. */
export interface BesidePath extends OpeningPlace {
  readonly kind: "path";
  /** Relative to the file's directory, as `../locales` or `.`. */
  readonly path: string;
  /** Something unknown follows it. */
  readonly open: boolean;
}

export interface OpeningPlace {
  /** From 1. */
  readonly line: number;
  /** What stands there, as `require`, `__dirname`, `eval`. */
  readonly what: string;
}

/** Classes of files that a program itself may read, by a literal that names their extension. */
export type FileClass = "declaration" | "map" | "markdown";

/** What a text names: a class of files, or the source maps of all packages, where it turns them on. */
export type NamedClass = FileClass | "all-maps";
