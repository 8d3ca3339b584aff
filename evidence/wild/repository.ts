/** A public monorepo at one commit, and which of its packages are packed. */
export interface Repository {
  /** `owner/name` on GitHub. */
  readonly name: string;
  readonly commit: string;
  /** As the page calls it, `pnpm 10`. */
  readonly manager: string;
  /** The releases that install it, as in `toolBin`, and their executables where they are named otherwise. */
  readonly tools: readonly { readonly release: string; readonly bin?: string }[];
  /** They install what the lockfile says, without any script of a package. */
  readonly commands: readonly (readonly [string, ...string[]])[];
  readonly env?: Readonly<Record<string, string>>;
  readonly targets: readonly Target[];
  /** Sentences for the page. */
  readonly remarks: readonly string[];
}

/** A package of the monorepo, and what is asked of it. */
export interface Target {
  /** Its directory in the monorepo. */
  readonly directory: string;
  /** Siblings that have no code before their build, which nothing here runs. They are not packed. */
  readonly unbuilt?: readonly string[];
  /** What its packages ask for without declaring it, so that it is found in place only because it was hoisted. */
  readonly added?: readonly string[];
  /** The package's own code in use, where its files run as they are committed. */
  readonly use?: Use;
}

/** A call of a package's own code. */
export interface Use {
  /** For people, without a full stop. */
  readonly does: string;
  /** The text of a module that exports `call`. It lies in the package's directory. */
  readonly module: string;
}
