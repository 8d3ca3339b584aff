import type { ErrorPayload } from "@lambda-pack/runtime";
import type { InspectedBundle } from "../../bundle/with-bundle.ts";

export interface FailedInvoke {
  readonly payload: ErrorPayload;
  readonly opened: InspectedBundle;
  /** Absolute real path of the unpacked bundle. */
  readonly taskRoot: string;
  readonly handler: string;
  /** Paths of the bundle that the function has asked for and that are not there, where that was noted. */
  readonly readAbsent?: (() => Promise<ReadonlySet<string>>) | undefined;
}
