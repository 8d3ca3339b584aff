import type { Platform } from "@lambda-pack/model";

/** A name, or a pattern over names, of packages to leave out. */
export interface Exclusion {
  readonly pattern: string;
  readonly matches: (name: string) => boolean;
}

export interface SelectOptions {
  readonly platform: Platform;
  readonly exclude: readonly Exclusion[];
  /** For hints: the command that installs the workspace, and the one that installs it for another platform. */
  readonly installCommand: string;
  readonly platformInstallCommand: string;
}
