/** Files of a package of the workspace that its package.json or a setting names, and that are not packed. */
export interface MissingFiles {
  readonly package: string;
  readonly path: string;
  /** Whether they are not there, or are there and something leaves them out. */
  readonly reason: "absent" | "left-out";
  /** Of what is left out: the file, or the first of several, from the package's directory, and what leaves it out. */
  readonly file?: string;
  readonly leftOutBy?: "files" | "exclude" | ".npmignore" | "defaults";
  /** The command that builds the package, where its package.json has a script for that. */
  readonly build?: string;
}

export interface MissingEntry {
  /** `exports["./sub"]`, `imports["#db"]` or `bin`. */
  readonly field: string;
  /** As its package.json has it. */
  readonly target: string;
  /** Who does not find it, where the other does. */
  readonly by?: "require" | "import";
}
