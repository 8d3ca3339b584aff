import { planTrim } from "./plan-trim.ts";
import { nameClasses } from "./reach/name-classes.ts";
import { Reach } from "./reach/reach.ts";
import type { TrimPlan } from "./trim-plan.ts";
import type { FactsAt, TrimSource } from "./trim-source.ts";

/** What of a bundle is packed, by what its files say: a function of both. Throws where a file that matters has not been read. */
export function trimBundle(source: TrimSource, factsAt: FactsAt): TrimPlan {
  const reach = new Reach(source);
  if (source.options.mode === "files") {
    nameClasses(reach.keeper, (path) => {
      const facts = factsAt(path);
      return facts === undefined || facts === "unreadable" ? [] : (facts.classes ?? []);
    });
    return planTrim(reach.keeper);
  }
  reach.begin();
  const [missing] = reach.walk(factsAt);
  if (missing !== undefined) throw new Error(`Nothing is known of ${missing.file.path}`);
  return planTrim(reach.keeper);
}
