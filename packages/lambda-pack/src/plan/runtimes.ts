import type { Platform, Problem } from "@lambda-pack/model";
import type { EffectiveOptions } from "../config/effective-options.ts";

/**
 * What AWS had announced when this version was made (Lambda Developer Guide, "Lambda runtimes"): since when a runtime is
 * deprecated, and from when on functions with it can neither be created nor updated. No clock plays a part: a runtime whose
 * day is still to come is not deprecated here. Node.js 16's last two days were moved too often to be told.
 */
const deprecatedRuntimes = new Map<string, RuntimeDates>([
  ["nodejs10.x", { since: "2021-07-30", createBlocked: "2021-07-30", updateBlocked: "2022-02-14" }],
  ["nodejs12.x", { since: "2023-03-31", createBlocked: "2023-03-31", updateBlocked: "2023-04-30" }],
  ["nodejs14.x", { since: "2023-12-04", createBlocked: "2024-01-09", updateBlocked: "2024-02-08" }],
  ["nodejs16.x", { since: "2024-06-12" }],
  ["nodejs18.x", { since: "2025-09-01", createBlocked: "2025-10-01", updateBlocked: "2025-11-01" }],
  ["nodejs20.x", { since: "2026-04-30", createBlocked: "2026-08-31", updateBlocked: "2026-09-30" }],
]);

const currentRuntimes: ReadonlySet<string> = new Set(["nodejs22.x", "nodejs24.x"]);

type RuntimeDates = Omit<Extract<Problem, { readonly kind: "deprecated-runtime" }>, "kind" | "runtime">;

export function runtimeProblems({ runtime }: EffectiveOptions): readonly Problem[] {
  const dates = deprecatedRuntimes.get(runtime);
  if (dates !== undefined) return [{ kind: "deprecated-runtime", runtime, ...dates }];
  return currentRuntimes.has(runtime) ? [] : [{ kind: "unknown-runtime", runtime }];
}

/** What Lambda's managed Node.js runtimes run on: Amazon Linux, which has glibc, on either processor. */
export function platformOf({ arch }: EffectiveOptions): Platform {
  return { os: "linux", cpu: arch, libc: "glibc" };
}
