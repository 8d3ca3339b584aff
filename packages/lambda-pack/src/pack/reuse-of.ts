import type { Reuse } from "@lambda-pack/archive";
import type { EffectiveOptions } from "../config/effective-options.ts";

/** What may be taken from earlier packs. */
export function reuseOf({ cache, verifyCache }: EffectiveOptions): Reuse {
  if (!cache) return "none";
  return verifyCache ? "verify" : "trust";
}
