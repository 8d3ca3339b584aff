import { byCodeUnit, unfitFilePattern } from "@lambda-pack/model";
import type { PackError, PackageFile, PackageFiles, Problem } from "@lambda-pack/model";

import { withSlashes } from "../disk/with-slashes.ts";
import { applyPatterns } from "./apply-patterns.ts";
import type { Applied } from "./apply-patterns.ts";
import type { Candidate } from "../walk/candidate.ts";
import { findLeftOutBinaries } from "./find-left-out-binaries.ts";
import { isCommand } from "./is-command.ts";
import { isUnbuiltNative } from "./is-unbuilt-native.ts";
import type { ListOptions } from "./list-options.ts";
import { isOfTests } from "../left-out/is-of-tests.ts";
import { findSecret, isCertificate } from "../left-out/find-secret.ts";
import { leftoverNames } from "./part-leftovers.ts";
import { selectCandidates } from "./select-candidates.ts";
import type { Selected } from "./select-candidates.ts";
import { walkPackage } from "../walk/walk-package.ts";

export interface ListedPackage {
  readonly files: PackageFiles;
  /** Ordered by kind of cause, then by path; the same for every order of the disk. */
  readonly problems: readonly Problem[];
}

/**
 * The files of one installed package that travel in the bundle, ordered by path, links materialised. Reads no content.
 * Fails where a file that is wanted has a name that no zip for Lambda can hold, or lies in a folder that is unreadable.
 */
export async function listPackageFiles(given: ListOptions): Promise<ListedPackage> {
  const options = slashed(given);
  const met = options.walk?.(options) ?? walkPackage(options).candidates;
  const all = met.toSorted((a, b) => byCodeUnit(a.path, b.path));
  return buildList(all, await select(all, options), options);
}

/** Below the package, paths of the disk are joined and cut like those of the bundle. */
function slashed(options: ListOptions): ListOptions {
  const { dir, root, platform } = options;
  return { ...options, dir: withSlashes(dir, platform), root: withSlashes(root, platform) };
}

async function select(all: readonly Candidate[], options: ListOptions): Promise<Selected> {
  try {
    return await selectCandidates(all, options);
  } catch (error) {
    throw notUtf8(all) ?? error;
  }
}

/** npm's walkers stumble over a name that is not UTF-8 without saying so. */
function notUtf8(all: readonly Candidate[]): PackError | undefined {
  for (const each of all) if (each.kind === "fault" && each.error.code === "FILE_NAME_NOT_UTF8") return each.error;
  return undefined;
}

function buildList(all: readonly Candidate[], selected: Selected, options: ListOptions): ListedPackage {
  const { candidates, isLeftOut, ...patterns } = applyPatterns(all, selected, options);
  const files = filesOf(candidates, isCommand(options.manifest));
  return {
    files: { files, bytes: sumOfSizes(files) },
    problems: [
      ...problemsOf(candidates),
      ...foreignProblems(selected.foreign.filter(isLeftOut), options),
      ...nativeProblems(all, options),
      ...secretProblems(selected.secrets.filter(isLeftOut), options),
      ...leftoverProblems(selected.leftovers.filter(isLeftOut), options),
      ...ignoredProblems(selected.ignored.filter(isLeftOut), all, options),
      ...findLeftOutBinaries(files, { all, isLeftOut }, options),
      ...patternProblems(patterns, options),
    ],
  };
}

// V8 compiles a function with a hot loop again, together with all that it calls: what follows the loops is rare and has much
// to compile, so each loop has a function of its own.

function filesOf(candidates: readonly Candidate[], isExecutable: (path: string) => boolean): readonly PackageFile[] {
  const files: PackageFile[] = [];
  for (const each of candidates) {
    if (each.kind === "fault") throw each.error;
    if (each.kind === "problem") continue;
    const { file } = each;
    files.push(file.mode === 0o644 && isExecutable(file.path) ? { ...file, mode: 0o755 } : file);
  }
  return files;
}

function problemsOf(candidates: readonly Candidate[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const each of candidates) if (each.kind === "problem") problems.push(each.problem);
  return problems;
}

function sumOfSizes(files: readonly PackageFile[]): number {
  let bytes = 0;
  for (const { size } of files) bytes += size;
  return bytes;
}

/** What is made for other platforms, reported as a sum: it hardly ever matters which files these were. */
function foreignProblems(leftOut: readonly Candidate[], { label, onlyPlatform }: ListOptions): readonly Problem[] {
  if (leftOut.length === 0 || onlyPlatform === undefined) return [];
  const { os, cpu, libc } = onlyPlatform;
  const bytes = leftOut.reduce((sum, each) => sum + (each.kind === "file" ? each.file.size : 0), 0);
  const platform = `${os} ${cpu} ${libc}`;
  return [{ kind: "platform-files-left-out", package: label, platform, files: leftOut.length, bytes }];
}

function leftoverProblems(leftOut: readonly Candidate[], { label }: ListOptions): readonly Problem[] {
  if (leftOut.length === 0) return [];
  return [{ kind: "leftovers-left-out", leftOut: [{ package: label, paths: leftoverNames(leftOut) }] }];
}

/** What rules for publishing leave out, and which files they are in: whoever wrote these may not have thought of a bundle. */
function ignoredProblems(
  leftOut: readonly Candidate[],
  all: readonly Candidate[],
  { label }: ListOptions,
): readonly Problem[] {
  if (leftOut.length === 0) return [];
  const rules = all
    .map(({ path }) => path)
    .filter((path) => path.endsWith("/.npmignore") && leftOut.some((each) => each.path.startsWith(path.slice(0, -10))));
  return [{ kind: "ignored-left-out", package: label, files: leftOut.length, rules }];
}

function patternProblems(
  { unused, overruled, powerless }: Omit<Applied, "candidates" | "isLeftOut">,
  options: ListOptions,
): readonly Problem[] {
  const { label } = options;
  const reasons = { include: "exclude leaves out all that it matches", exclude: "package.json is always packed" };
  const voids = (setting: keyof typeof reasons, patterns: readonly string[]) =>
    patterns.map((value): Problem => ({
      kind: "void-setting",
      package: label,
      setting,
      value,
      reason: reasons[setting],
    }));
  return [
    ...unused.map((pattern) => unusedProblem(pattern, options)),
    ...voids("include", overruled),
    ...voids("exclude", powerless),
  ];
}

/** Asks all that is there, since what the settings leave out is left out on purpose. */
function nativeProblems(all: readonly Candidate[], options: ListOptions): readonly Problem[] {
  const { importer, allowScripts, manifest, label, path } = options;
  if (importer || allowScripts === undefined) return [];
  const paths = all.map((each) => each.path);
  if (!isUnbuiltNative(paths, manifest)) return [];
  return [{ kind: "unbuilt-native", package: label, path, approve: allowScripts }];
}

/**
 * What looks like a secret and is left out, unless the settings say so themselves. Of a certificate only the user knows whether
 * the function reads it; one of the tests is a secret like any other.
 */
function secretProblems(leftOut: readonly Candidate[], { label }: ListOptions): readonly Problem[] {
  const paths = [...new Set(leftOut.map(({ path }) => findSecret(path) ?? path))];
  const secrets = paths.filter((path) => !mayBeRead(path));
  const certificates = paths.filter(mayBeRead);
  return [
    ...(secrets.length === 0 ? [] : [{ kind: "secret-left-out", package: label, paths: secrets } as const]),
    ...(certificates.length === 0
      ? []
      : [{ kind: "certificate-left-out", package: label, paths: certificates } as const]),
  ];
}

function mayBeRead(path: string): boolean {
  return isCertificate(path) && !isOfTests(path);
}

function unusedProblem(pattern: string, { label, path, dir }: ListOptions): Problem {
  return { kind: "unused-pattern", package: label, pattern, ...unfitFilePattern(pattern, { path, dir }) };
}
