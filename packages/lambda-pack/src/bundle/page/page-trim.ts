import { byCodeUnit, defined, filesByPath } from "@lambda-pack/model";
import type { InstanceId } from "@lambda-pack/model";
import type { PagePackage, PageTrim, PageTrimSum, PageWhole } from "@lambda-pack/report-page";
import type { WholeReason } from "@lambda-pack/trim";
import { summarizeTrim } from "../../plan/trim/summarize-trim.ts";
import type { TrimmedTarget } from "../../plan/trim/trim-target.ts";
import { keptTexts, leftKind, leftTexts, wholeText, wholeTexts } from "../../plan/trim/trim-texts.ts";
import type { ReportTrimSum } from "../../report/report-trim.ts";
import type { LeftOut } from "./folder-tree.ts";

type Trimmed = Pick<TrimmedTarget, "plan" | "whole">;

/** What `report` says of a trim. */
export function pageTrim(trimmed: Trimmed): PageTrim {
  const { mode, files, bytes, left, kept, keptWhole, whole, leftPackages } = summarizeTrim(trimmed);
  const causes = new Map<string, WholeReason>(trimmed.plan.whole);
  return {
    mode,
    files,
    bytes,
    left: left.map((sum) => inWords(sum, leftTexts)),
    kept: kept.map((sum) => inWords(sum, keptTexts)),
    keptWhole: keptWhole.map((sum) => ({ ...inWords(sum, wholeTexts), packages: sum.packages })),
    whole: whole
      .map(({ package: id, path, bytes: stay, reason, from, line }): PageWhole => {
        const cause = causes.get(path);
        const message = cause === undefined ? reason : wholeText(cause);
        return { package: id, path, bytes: stay, reason, ...defined({ from, line }), message };
      })
      .toSorted((a, b) => b.bytes - a.bytes || byCodeUnit(a.path, b.path)),
    leftPackages,
  };
}

/** What was left out of all copies of a package. */
export function leftByPackage({
  plan,
  whole,
}: Trimmed): (id: InstanceId) => Required<Pick<PagePackage, "leftFiles" | "leftBytes">> {
  const files = filesByPath(whole.entries);
  const found = new Map<InstanceId, { leftFiles: number; leftBytes: number }>();
  for (const path of plan.left.keys()) {
    const file = files.get(path);
    const id = file && whole.places.get(file.place);
    if (file === undefined || id === undefined) continue;
    const { leftFiles, leftBytes } = found.get(id) ?? NOTHING;
    found.set(id, { leftFiles: leftFiles + 1, leftBytes: leftBytes + file.size });
  }
  return (id) => found.get(id) ?? NOTHING;
}

/** Which of the sums of what was left out each file belongs to. */
export function leftOut({ plan, whole }: Trimmed, trim: PageTrim | undefined): LeftOut {
  const sums = new Map(trim?.left.map(({ reason }, index) => [reason, index]));
  return {
    whole,
    sumOf: (path) => {
      const reason = plan.left.get(path);
      return reason && sums.get(leftKind(reason));
    },
  };
}

const NOTHING = { leftFiles: 0, leftBytes: 0 };

function inWords(sum: ReportTrimSum, texts: Readonly<Record<string, string>>): PageTrimSum {
  const { reason, files, bytes } = sum;
  return { reason, message: texts[reason] ?? reason, files, bytes };
}
