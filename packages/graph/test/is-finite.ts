import { isPackError } from "@lambda-pack/model";
import type { Closure } from "@lambda-pack/model";
import { planLayout } from "../src/layout/plan-layout.ts";

/** Whether there is a layout without links, which is so for some graphs with cycles. */
export function isFinite(closure: Closure): boolean {
  try {
    planLayout(closure, "never");
    return true;
  } catch (error) {
    if (isPackError(error) && error.code === "LINKS_NEEDED") return false;
    throw error;
  }
}
