import type { Settings } from "../config/settings/settings.ts";

/**
 * What to pack, and how. A setting that is left out is taken from the target's `lambdaPack` field, then from
 * `lambda-pack.config.{js,mjs,json}` at the workspace root, then from the defaults.
 */
export interface PackOptions extends Settings {
  /** A directory in the monorepo. Relative paths among the options are taken from here. */
  readonly cwd: string;
  /** Exactly one package of the workspace: its name, its name without the scope, its directory, or a glob. */
  readonly target: string;
  /** Plans everything and writes nothing. */
  readonly dryRun?: boolean;
  /** Ends the pack with an `INTERRUPTED` error, nothing half-written left behind. */
  readonly signal?: AbortSignal;
  /** Called often and synchronously; what it throws ends the pack. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a pack has come in one of its stages. Stages follow each other in this order; a short one may be left out. */
export interface Progress {
  readonly stage: "reading" | "resolving" | "listing" | "planning" | "trimming" | "writing";
  /** Units that are done, of the stage's own kind: packages, files or bytes. */
  readonly done: number;
  /** The same unit; 0 while it is not known. */
  readonly total: number;
}
