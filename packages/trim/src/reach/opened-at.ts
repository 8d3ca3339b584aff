import type { WholeReason } from "../trim-plan.ts";

/** An opening, where it stands, and the reasons that it gives. */
export interface OpenedAt<Each> {
  readonly from: string;
  readonly opening: Each;
  /** Why the package is kept whole, and why others are. */
  readonly why: WholeReason;
  readonly named: WholeReason;
}
