import type { StagedEntry } from "@lambda-pack/model";

/**
 * One output of a bundle. Entries are added in order; what is written stays beside the final name until `commit`.
 * After any failure, and only then, `abort` is called: it removes what was written and undoes a commit.
 */
export interface Sink<Result> {
  /** Without content, the sink reads the entry's file itself. */
  readonly add: (entry: StagedEntry, content: Buffer | undefined) => Promise<void>;
  /** Everything is on the disk afterwards, still beside the final name. */
  readonly finish: () => Promise<Result>;
  /** Puts the output in place of an earlier one. */
  readonly commit: () => Promise<void>;
  readonly abort: () => Promise<void>;
  /** Removes what served only to undo the commit. */
  readonly close: () => Promise<void>;
}
