import type { Problem, Severity } from "@lambda-pack/model";

/** A problem or finding for the user, in two sentences. */
export interface Description {
  /** What is odd, naming the package and the file that is the cause. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** A problem with its severity and the sentences about it; the sentences may change between versions. */
export type ReportProblem = Problem & Description & { readonly severity: Severity };
