import { findRuntime, lambdaPlatform } from "@lambda-pack/model";
import type { Bundle, BundleFile, BundlePackage, Finding, InstanceId, OpenedBundle } from "@lambda-pack/model";
import { openBundlePaths } from "@lambda-pack/scan";
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
  const { found, tooLarge } = await readBinaries(opened, options);
  const notChecked = tooLarge.map((file): Finding => ({
    kind: "file-not-checked",
    severity: "warning",
    package: labelOf(bundle, ownerOf(bundle, file)),
    path: file.path,
    reason: "too-large",
  }));
  if (found.size === 0) return notChecked;
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
  const files = filesOf(bundle, found);
  const findings = [...bundle.packages.values()].flatMap((owner) => {
    const binaries = found.get(owner.id);
    return binaries === undefined
      ? []
      : checkPackage(owner, binaries, { target, paths, own: files.get(owner.id) ?? [] });
  });
  return [...notChecked, ...findings];
}

/** The files of these packages. */
function filesOf(
  bundle: Bundle,
  packages: ReadonlyMap<InstanceId, unknown>,
): ReadonlyMap<InstanceId, readonly BundleFile[]> {
  const files = new Map<InstanceId, BundleFile[]>([...packages.keys()].map((id) => [id, []]));
  for (const entry of bundle.entries) if (entry.kind === "file") files.get(ownerOf(bundle, entry))?.push(entry);
  return files;
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
