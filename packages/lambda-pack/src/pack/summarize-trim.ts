import { byCodeUnit, filesByPath } from "@lambda-pack/model";
import type { BundleFile } from "@lambda-pack/model";
import type { TrimmedTarget } from "../plan/trim/trim-target.ts";
import type { ReportTrim, ReportTrimSum, ReportWhole } from "../report/report-trim.ts";

/** What a trim has left out and kept, in sums by reason. */
export function summarizeTrim({ plan, whole }: Pick<TrimmedTarget, "plan" | "whole">): ReportTrim {
  const files = filesByPath(whole.entries);
  const leftFiles = filesOf(plan.left, files);
  return {
    mode: plan.mode === "reachable" ? "reachable" : "files",
    files: leftFiles.length,
    bytes: bytesOf(leftFiles.map(({ file }) => file)),
    left: sums(
      leftFiles.map(({ file, value }) => ({ file, reason: value.kind === "class" ? value.class : value.kind })),
    ),
    kept: sums(filesOf(plan.kept, files).map(({ file, value }) => ({ file, reason: value.kind }))),
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
    .map(([path, { kind, ...reason }]) => ({
      package: whole.places.get(path) ?? path,
      path,
      bytes: bytes.get(path) ?? 0,
      reason: kind,
      ...reason,
    }))
    .toSorted((a, b) => byCodeUnit(a.path, b.path));
}
