import { byCodeUnit, filesByPath } from "@lambda-pack/model";
import type { BundleFile } from "@lambda-pack/model";
import type { WholeReason } from "@lambda-pack/trim";
import type { ReportTrim, ReportTrimSum, ReportWhole, ReportWholeSum } from "../../report/report-trim.ts";
import type { TrimmedTarget } from "./trim-target.ts";
import { leftKind } from "./trim-texts.ts";

/** What a trim has left out and kept, in sums by reason. */
export function summarizeTrim({ plan, whole }: Pick<TrimmedTarget, "plan" | "whole">): ReportTrim {
  const files = filesByPath(whole.entries);
  const leftFiles = filesOf(plan.left, files);
  return {
    mode: plan.mode === "reachable" ? "reachable" : "files",
    files: leftFiles.length,
    bytes: bytesOf(leftFiles.map(({ file }) => file)),
    left: sums(leftFiles.map(({ file, value }) => ({ file, reason: leftKind(value) }))),
    kept: sums(filesOf(plan.kept, files).map(({ file, value }) => ({ file, reason: value.kind }))),
    keptWhole: wholeSums({ plan, whole }, files),
    whole: wholePackages({ plan, whole }, files),
    leftPackages: plan.leftPackages,
  };
}

interface Reasoned<Value> {
  readonly file: BundleFile;
  readonly value: Value;
}

function filesOf<Value>(
  reasons: ReadonlyMap<string, Value>,
  files: ReadonlyMap<string, BundleFile>,
): readonly Reasoned<Value>[] {
  return [...reasons].flatMap(([path, value]) => {
    const file = files.get(path);
    return file === undefined ? [] : [{ file, value }];
  });
}

function bytesOf(files: readonly BundleFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The heaviest first. */
function sums(files: readonly { readonly file: BundleFile; readonly reason: string }[]): readonly ReportTrimSum[] {
  const found = new Map<string, { files: number; bytes: number }>();
  for (const { file, reason } of files) {
    const { files: count, bytes } = found.get(reason) ?? { files: 0, bytes: 0 };
    found.set(reason, { files: count + 1, bytes: bytes + file.size });
  }
  return [...found]
    .map(([reason, sum]) => ({ reason, ...sum }))
    .toSorted((a, b) => b.bytes - a.bytes || byCodeUnit(a.reason, b.reason));
}

/** Files that only stay because their packages are whole, by why these are. The heaviest first. */
function wholeSums(
  { plan, whole }: Pick<TrimmedTarget, "plan" | "whole">,
  files: ReadonlyMap<string, BundleFile>,
): readonly ReportWholeSum[] {
  const found = filesOf(plan.kept, files).flatMap(({ file, value }) => {
    const reason = value.kind === "whole" ? plan.whole.get(file.place) : undefined;
    return reason === undefined ? [] : [{ file, reason: reason.kind }];
  });
  const packages = new Map<string, Set<string>>();
  for (const [path, { kind }] of plan.whole) {
    const known = packages.get(kind);
    const id = whole.places.get(path) ?? path;
    if (known === undefined) packages.set(kind, new Set([id]));
    else known.add(id);
  }
  return sums(found).map((sum) => ({ ...sum, packages: packages.get(sum.reason)?.size ?? 0 }));
}

function wholePackages(
  { plan, whole }: Pick<TrimmedTarget, "plan" | "whole">,
  files: ReadonlyMap<string, BundleFile>,
): readonly ReportWhole[] {
  const bytes = new Map<string, number>();
  for (const path of plan.kept.keys()) {
    const file = files.get(path);
    if (file !== undefined) bytes.set(file.place, (bytes.get(file.place) ?? 0) + file.size);
  }
  return [...plan.whole]
    .map(([path, reason]) => ({
      package: whole.places.get(path) ?? path,
      path,
      bytes: bytes.get(path) ?? 0,
      ...wholeFacts(reason),
    }))
    .toSorted((a, b) => byCodeUnit(a.path, b.path));
}

/** Why a file cannot be read is its `cause`, since `reason` is why the package stays whole. */
function wholeFacts(reason: WholeReason): Omit<ReportWhole, "package" | "path" | "bytes"> {
  if (reason.kind === "unread") return { reason: reason.kind, from: reason.from, cause: reason.reason };
  const { kind, ...facts } = reason;
  return { reason: kind, ...facts };
}
