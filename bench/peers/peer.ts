import type { StagedCheckout } from "../monorepos/checkout.ts";
import type { Cost } from "../measure/measure-command.ts";

/** Another way to a zip of the same function. */
export interface Peer {
  readonly name: string;
  /** As the page's table names it. */
  readonly title: string;
  /** A writer is handed the files, staged; the whole job begins with an installed monorepo, as lambda-pack does. */
  readonly job: "writer" | "whole";
  /** How it is set up and what is timed, in a sentence or two. */
  readonly method: string;
  /** Sets it up, which is not timed. */
  readonly open: (checkout: StagedCheckout) => Promise<PeerRun>;
}

export interface PeerRun {
  /** Makes the zip in an empty directory. */
  readonly run: (output: string) => Promise<Cost>;
  /** The zip's path in that directory. */
  readonly zip: string;
  /** The handler's file in the zip. */
  readonly handler: string;
}
