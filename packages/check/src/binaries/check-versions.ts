import type { Finding, FindingSeverity } from "@lambda-pack/model";
import type { BinaryTarget } from "./binary-target.ts";
import { findNewestVersion, isNewer } from "./find-newest-version.ts";
import type { FoundBinary } from "./found-binary.ts";
import { isGlibc } from "./read/read-elf.ts";
import type { Elf } from "./read/read-elf.ts";

/** Whether the runtime's glibc and libstdc++ are new enough for the binaries of one package that are for its machine. */
export function checkVersions(
  owner: string,
  binaries: readonly FoundBinary<Elf>[],
  { runtime, lambdaRuntime }: BinaryTarget,
): readonly Finding[] {
  if (lambdaRuntime === undefined) return [];
  const { glibc, libstdcxx } = lambdaRuntime.system;
  // Of several addons that differ in what they need, a loader may choose one that works.
  const hasChoice = binaries.some(({ role, binary }) => role === "addon" && !isTooNew(findNeededGlibc(binary), glibc));

  function finding(one: FoundBinary<Elf>, library: Library, severity: FindingSeverity): readonly Finding[] {
    const [needs, has] =
      library === "glibc" ? [findNeededGlibc(one.binary), glibc] : [findNeededLibstdcxx(one.binary), libstdcxx];
    if (!isTooNew(needs, has)) return [];
    const versions = { needs: needs.join("."), has: has.join("."), runtime };
    return [{ kind: "library-too-new", severity, package: owner, path: one.file.path, library, ...versions }];
  }

  return binaries.flatMap((one) => [
    ...finding(one, "glibc", one.role === "program" || hasChoice ? "warning" : "error"),
    // No document of AWS says how new the runtime's is.
    ...finding(one, "libstdc++", "warning"),
  ]);
}

type Library = "glibc" | "libstdc++";
type Version = readonly number[];

function isTooNew(needs: Version | undefined, has: Version): needs is Version {
  return needs !== undefined && isNewer(needs, has);
}

function findNeededGlibc({ versions }: Elf): Version | undefined {
  const own = [...versions].flatMap(([library, names]) => (isGlibc(library) ? names : []));
  return findNewestVersion(own, "GLIBC");
}

/** Known by the version of its symbols: `GLIBCXX_3.4.29`. */
function findNeededLibstdcxx({ versions }: Elf): Version | undefined {
  return findNewestVersion(versions.get("libstdc++.so.6") ?? [], "GLIBCXX");
}
