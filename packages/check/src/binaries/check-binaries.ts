import { findRuntime, lambdaPlatform } from "@lambda-pack/model";
import type { BundlePackage, Finding, InstanceId, OpenedBundle } from "@lambda-pack/model";
import { openBundlePaths } from "../open-bundle-paths.ts";
import { labelOf, ownerOf } from "../owner-of.ts";
import type { PackageFacts } from "../read-package-facts.ts";
import type { BinaryTarget, FitsPlatform, PlatformFromName } from "./binary-target.ts";
import { checkLibraries } from "./check-libraries.ts";
import type { LibraryPlaces } from "./check-libraries.ts";
import { checkMachines } from "./check-machines.ts";
import { checkNodeVersion } from "./check-node-version.ts";
import { checkVersions } from "./check-versions.ts";
import type { FoundBinary } from "./found-binary.ts";
import { fitsMachine } from "./made-for.ts";
import type { SoundBinary } from "./made-for.ts";
import { readBinaries } from "./read-binaries.ts";
import type { ReadingOptions } from "./read-binaries.ts";
import type { Elf } from "./read/read-elf.ts";

export interface CheckBinariesOptions extends ReadingOptions {
  /** `x64` or `arm64`. */
  readonly arch: string;
  /** Such as `nodejs22.x`; of one that is not known, only the machine is checked. */
  readonly runtime: string;
  readonly packages: ReadonlyMap<InstanceId, PackageFacts>;
  readonly fitsPlatform: FitsPlatform;
  readonly platformFromName: PlatformFromName;
}

/**
 * What is wrong with the machine code in a bundle: made for another machine, in need of libraries or versions that Lambda does not
 * have, damaged, or not executable. Files are judged by their content; what cannot be machine code by its name is not read. Ordered
 * by package.
 */
export async function checkBinaries(opened: OpenedBundle, options: CheckBinariesOptions): Promise<readonly Finding[]> {
  const { bundle } = opened;
  const { arch, runtime, packages, fitsPlatform, platformFromName } = options;
  const found = await readBinaries(opened, options);
  if (found.size === 0) return [];
  const target: BinaryTarget = {
    bundle,
    platform: lambdaPlatform(arch),
    runtime,
    lambdaRuntime: findRuntime(runtime),
    packages,
    fitsPlatform,
    platformFromName,
  };
  const paths = openBundlePaths(bundle.entries);
  return [...bundle.packages.values()].flatMap((owner) => {
    const binaries = found.get(owner.id);
    if (binaries === undefined) return [];
    const own = bundle.entries.flatMap((entry) =>
      entry.kind === "file" && ownerOf(bundle, entry) === owner.id ? entry : [],
    );
    return checkPackage(owner, binaries, { target, paths, own });
  });
}

function checkPackage(
  owner: BundlePackage,
  binaries: readonly FoundBinary[],
  places: LibraryPlaces & { readonly target: BinaryTarget },
): readonly Finding[] {
  const { target } = places;
  const label = labelOf(target.bundle, owner.id);
  const sound = binaries.filter(isSound);
  const fitting = sound.filter((one): one is FoundBinary<Elf> => fitsMachine(one.binary, target.platform));
  return [
    ...binaries.flatMap((one) => damagedFindings(label, one)),
    ...checkMachines(owner, sound, target),
    ...checkVersions(label, fitting, target),
    ...checkLibraries(label, fitting, places),
    ...checkNodeVersion(owner, fitting, target),
    ...checkExecutable(label, fitting),
  ];
}

function isSound(one: FoundBinary): one is FoundBinary<SoundBinary> {
  return one.binary.format !== "damaged";
}

/** Programs are not loaded by themselves, and many a file without an extension is there for tests. */
function damagedFindings(owner: string, { binary, file, role }: FoundBinary): readonly Finding[] {
  if (binary.format !== "damaged") return [];
  const severity = role === "program" ? "warning" : "error";
  const { format: _, ...facts } = binary;
  return [{ kind: "damaged-binary", severity, package: owner, path: file.path, ...facts }];
}

function checkExecutable(owner: string, binaries: readonly FoundBinary<Elf>[]): readonly Finding[] {
  const paths = binaries
    .filter(({ role, binary, file }) => role === "program" && binary.kind === "executable" && (file.mode & 0o111) === 0)
    .map(({ file }) => file.path);
  return paths.length === 0 ? [] : [{ kind: "not-executable", severity: "warning", package: owner, paths }];
}
