import { posix } from "node:path";
import type { BundlePackage, Finding } from "@lambda-pack/model";
import { labelOf } from "../owner-of.ts";
import type { BinaryTarget } from "./binary-target.ts";
import type { FoundBinary } from "./found-binary.ts";
import { isDispensable } from "./is-dispensable.ts";
import type { Elf } from "./read/read-elf.ts";

/** Whether the addons of one package are built for the runtime's Node.js, where they say so and none fits. */
export function checkNodeVersion(
  owner: BundlePackage,
  binaries: readonly FoundBinary<Elf>[],
  target: BinaryTarget,
): readonly Finding[] {
  const { bundle, runtime, lambdaRuntime } = target;
  const expected = lambdaRuntime?.moduleVersion;
  const addons = binaries.filter(({ role }) => role === "addon");
  const fits = addons.some(({ binary: { nodeVersion } }) => nodeVersion === "any" || nodeVersion === expected);
  if (expected === undefined || fits) return [];
  const severity = isDispensable(owner, target) ? "warning" : "error";
  const label = labelOf(bundle, owner.id);
  // node-gyp leaves the same file in two folders, and a package may lie in the bundle several times.
  const named = new Set<string>();
  return addons.flatMap(({ file: { path }, binary: { nodeVersion } }): Finding[] => {
    const name = `${posix.basename(path)} ${nodeVersion}`;
    if (typeof nodeVersion !== "number" || named.has(name)) return [];
    named.add(name);
    return [{ kind: "wrong-node-version", severity, package: label, path, found: nodeVersion, expected, runtime }];
  });
}
