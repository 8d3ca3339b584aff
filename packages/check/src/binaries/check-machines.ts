import { byCodeUnit, pathInside, splitPlace } from "@lambda-pack/model";
import type { BundleFile, BundlePackage, Finding, FindingSeverity } from "@lambda-pack/model";
import { labelOf } from "../owner-of.ts";
import { platformText } from "./binary-target.ts";
import type { BinaryTarget } from "./binary-target.ts";
import type { FoundBinary } from "./found-binary.ts";
import { isDispensable } from "./is-dispensable.ts";
import { isLackingFor } from "./is-lacking-for.ts";
import { fitsMachine, madeForText } from "./made-for.ts";
import type { SoundBinary } from "./made-for.ts";

type Found = FoundBinary<SoundBinary>;

/**
 * Whether the binaries of one package are for the function's machine. A package may contain binaries for many machines: those for
 * others are only reported where one fits.
 */
export function checkMachines(
  owner: BundlePackage,
  binaries: readonly Found[],
  target: BinaryTarget,
): readonly Finding[] {
  const { platform, bundle } = target;
  const foreign = binaries.filter(({ binary }) => !fitsMachine(binary, platform));
  if (foreign.length === 0) return [];
  const says = saysOther(owner, target);
  // What a pack has to say of a package with such fields is among its problems.
  if (says === "fields" && bundle.origin === "workspace") return [];
  if (says !== undefined) {
    return isLackingFor(owner, target)
      ? [wrong(owner, foreign, { target, severity: hasAddon(foreign) ? "error" : "warning" })]
      : [superfluous(owner, foreign, target)];
  }
  const fatal = foreign.filter((one) => isFatal(one, binaries, target));
  const rest = foreign.filter((one) => !fatal.includes(one));
  const severity = hasAddon(fatal) && !isDispensable(owner, target) ? "error" : "warning";
  return [
    ...(fatal.length === 0 ? [] : [wrong(owner, fatal, { target, severity })]),
    ...(rest.length === 0 ? [] : [superfluous(owner, rest, target)]),
  ];
}

/** What of a package says that it is for another platform: its fields, or its name where it is not certainly required. */
function saysOther(owner: BundlePackage, target: BinaryTarget): "fields" | "name" | undefined {
  const { packages, platform, fitsPlatform, platformFromName } = target;
  const facts = packages.get(owner.id);
  if (facts !== undefined && !fitsPlatform(facts.manifest, platform)) return "fields";
  const named = platformFromName(owner.name);
  return named !== undefined && !fitsPlatform(named, platform) && isDispensable(owner, target) ? "name" : undefined;
}

/**
 * An addon is missed where no addon fits, anything else only where nothing at all does: programs and libraries come with addons
 * of one system alone. What lies in a folder that is named for another system, or is a program of one beside that of another, is a
 * helper that the package starts there alone; so is what Windows and macOS name in a way of their own.
 */
function isFatal({ file, role, binary }: Found, all: readonly Found[], { platform }: BinaryTarget): boolean {
  if (role !== "addon" && (isHelperByName(file.path) || isBesideWindows(binary, all))) return false;
  return !all.some((one) => (role !== "addon" || one.role === "addon") && fitsMachine(one.binary, platform));
}

/** Folders that say for which other system their files are: `vendor/macos`, `bin/win32-x64`, `osx/`. */
const SYSTEM_FOLDER =
  /(?:^|[/_.-])(?:darwin|freebsd|mac|macos|macosx|openbsd|osx|sunos|win|win32|win64|windows)(?:[_.-]?(?:x64|x86|x86_64|amd64|arm64|aarch64|ia32|universal|32|64))?\//u;

/** Of the path within the package: a package may be called `windows-1252`. */
function isHelperByName(path: string): boolean {
  if (/\.(?:exe|dll|dylib)$|\.app\//u.test(path)) return true;
  return SYSTEM_FOLDER.test((splitPlace(path)?.name ?? path).replace(/^(?:@[^/]+\/)?[^/]+\//u, ""));
}

/** A package that has programs for macOS and for Windows, and none for Linux, starts none there. */
function isBesideWindows(binary: SoundBinary, all: readonly Found[]): boolean {
  return binary.format === "mach-o" && all.some((one) => one.role === "program" && one.binary.format === "pe");
}

function hasAddon(binaries: readonly Found[]): boolean {
  return binaries.some(({ role }) => role === "addon");
}

interface Verdict {
  readonly target: BinaryTarget;
  readonly severity: FindingSeverity;
}

function wrong({ id }: BundlePackage, binaries: readonly Found[], { target, severity }: Verdict): Finding {
  return {
    kind: "wrong-binary",
    severity,
    package: labelOf(target.bundle, id),
    paths: binaries.map(({ file }) => file.path),
    madeFor: [...new Set(binaries.map(({ binary }) => madeForText(binary)))].toSorted(byCodeUnit),
    platform: platformText(target.platform),
  };
}

function superfluous({ id }: BundlePackage, binaries: readonly Found[], target: BinaryTarget): Finding {
  return {
    kind: "foreign-binaries",
    severity: "note",
    package: labelOf(target.bundle, id),
    files: binaries.length,
    bytes: binaries.reduce((sum, { file }) => sum + file.size, 0),
    ...(hasAddon(binaries) ? {} : { programs: [...new Set(binaries.map(({ file }) => inPackage(file)))] }),
    platform: platformText(target.platform),
  };
}

function inPackage({ path, place }: BundleFile): string {
  return pathInside(place, path);
}
