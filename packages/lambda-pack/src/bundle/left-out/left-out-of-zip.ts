import { isPackError } from "@lambda-pack/model";
import type { Bundle, BundleEntry, StagedEntry } from "@lambda-pack/model";
import { projectCode } from "../../config/effective-options.ts";
import { planTarget } from "../../plan/plan-target.ts";
import { readTarget } from "../../plan/read-targets.ts";
import type { Target, TargetRequest } from "../../plan/read-targets.ts";
import { withWorkspace } from "../../plan/with-workspace.ts";
import type { OpenedWorkspace } from "../../plan/with-workspace.ts";
import { leftOutOf } from "./left-out.ts";
import type { LeftOut } from "./left-out.ts";

export interface LeftOutRequest extends Pick<TargetRequest, "cwd" | "given"> {
  readonly onProjectCode?: ((names: readonly string[]) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A zip does not say what is not in it. It is known where the workspace around the directory would pack just these files now, by its
 * own settings for `trim`, or as `--trim` on the command line may have asked for it; undefined otherwise.
 */
export async function leftOutOfZip(zip: Bundle, request: LeftOutRequest): Promise<LeftOut | undefined> {
  const name = zip.packages.get(zip.target)?.name ?? "";
  if (name === "") return undefined;
  const { cwd, given, onProjectCode, signal } = request;
  try {
    const { workspace, ...target } = await readTarget({ cwd, name, hint: "", given, dryRun: true });
    onProjectCode?.(projectCode(target.options));
    return await withWorkspace(workspace, async (opened) => findTrim(zip, { opened, target, signal }));
  } catch (error) {
    if (isPackError(error) && error.code !== "INTERRUPTED") return undefined;
    throw error;
  }
}

interface TrimSearch {
  readonly opened: OpenedWorkspace;
  readonly target: Target;
  readonly signal: AbortSignal | undefined;
}

async function findTrim(zip: Bundle, { opened, target, signal }: TrimSearch): Promise<LeftOut | undefined> {
  const { trim } = target.options;
  const packed = textOf(zip.entries);
  for (const mode of new Set([trim.mode, "reachable", "files"] as const)) {
    if (mode === "off") continue;
    const options = { ...target.options, trim: { ...trim, mode } };
    const planned = await planTarget({ ...opened, ...target, options, signal });
    if (planned.trim !== undefined && textOf(planned.staging.entries) === packed)
      return leftOutOf(planned.trim, options.trim);
  }
  return undefined;
}

function textOf(entries: readonly (BundleEntry | StagedEntry)[]): string {
  return JSON.stringify(
    entries.map((entry) => [entry.path, entry.kind === "file" ? entry.size : entry.target] as const),
  );
}
