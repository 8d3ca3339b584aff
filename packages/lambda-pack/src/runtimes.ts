import type { Platform, Problem } from "@lambda-pack/model";
import type { EffectiveOptions } from "./config/effective-options.ts";

/** Runtimes that AWS had deprecated when this version was made (Lambda Developer Guide, "Lambda runtimes"), and since when. */
const deprecatedRuntimes = new Map([
  ["nodejs12.x", "2023-03-31"],
  ["nodejs14.x", "2023-12-04"],
  ["nodejs16.x", "2024-06-12"],
  ["nodejs18.x", "2025-09-01"],
  ["nodejs20.x", "2026-04-30"],
]);

export function runtimeProblems({ runtime }: EffectiveOptions): readonly Problem[] {
  const since = deprecatedRuntimes.get(runtime);
  return since === undefined ? [] : [{ kind: "deprecated-runtime", runtime, since }];
}

/** What Lambda's managed Node.js runtimes run on: Amazon Linux, which has glibc, on either processor. */
export function platformOf({ arch }: EffectiveOptions): Platform {
  return { os: "linux", cpu: arch, libc: "glibc" };
}
