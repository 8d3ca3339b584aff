import { findRuntime } from "@lambda-pack/model";
import type { Problem } from "@lambda-pack/model";
import type { EffectiveOptions } from "../config/effective-options.ts";

/** What AWS had announced of the runtime when this version was made; a runtime whose end is still to come has no problem. */
export function runtimeProblems({ runtime }: EffectiveOptions): readonly Problem[] {
  const support = findRuntime(runtime)?.support;
  if (support === undefined) return [{ kind: "unknown-runtime", runtime }];
  if (support.phase === "current") return [];
  if (support.phase === "preview") return [{ kind: "preview-runtime", runtime, since: support.since }];
  const { phase: _, end, ...blocked } = support;
  return [{ kind: "deprecated-runtime", runtime, since: end, ...blocked }];
}
