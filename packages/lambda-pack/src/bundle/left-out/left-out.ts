import type { TrimPlan } from "@lambda-pack/trim";
import type { TrimOption } from "../../config/resolve-trim.ts";
import type { TrimmedTarget } from "../../plan/trim/trim-target.ts";

/** What a trim has left out of a bundle, and how to find it. */
export interface LeftOut extends Pick<TrimmedTarget, "whole" | "openResolver"> {
  readonly mode: TrimPlan["mode"];
  readonly left: TrimPlan["left"];
  /** The setting that it was trimmed by. */
  readonly trim: TrimOption;
}

export function leftOutOf({ plan, whole, openResolver }: TrimmedTarget, trim: TrimOption): LeftOut {
  return { mode: plan.mode, left: plan.left, whole, openResolver, trim };
}
