import { PackError, systemFailure } from "@lambda-pack/model";
import { checkSettings } from "../config/settings/check-settings.ts";
import { showValue } from "../config/settings/value-checks.ts";
import type { PackOptions } from "../plan/pack-options.ts";
import { readTarget } from "../plan/read-targets.ts";
import { packTarget } from "./pack-target.ts";
import type { Report } from "../report/report.ts";
import { withWorkspace } from "../plan/with-workspace.ts";

/**
 * Packs one package of the monorepo around `cwd`, as the command does, and resolves to the report. Rejects with a `PackError`
 * where the user or the workspace must change something; what was there before stays whole then. Prints nothing.
 */
export async function pack(options: PackOptions): Promise<Report> {
  try {
    return await packNamed(options);
  } catch (error) {
    throw systemFailure(error) ?? error;
  }
}

async function packNamed(options: PackOptions): Promise<Report> {
  const { cwd, target, dryRun = false, signal, onProgress, ...settings } = options;
  assertString("cwd", cwd);
  assertString("target", target);
  onProgress?.({ stage: "reading", done: 0, total: 0 });
  const given = checkSettings(settings, { where: "the options of pack", baseDir: cwd, label: (key) => key });
  const { workspace, ...found } = await readTarget({ cwd, name: target, hint: SEVERAL_HINT, given, dryRun });
  return withWorkspace(workspace, async (opened) => packTarget({ ...opened, ...found, cwd, signal, onProgress }));
}

const SEVERAL_HINT = "Call pack once for each of them.";

/** Callers that are not checked by a compiler may leave out what has no default. */
function assertString(name: string, value: unknown): void {
  if (typeof value === "string") return;
  throw new PackError("CONFIG_INVALID", `The option ${name} of pack must be a string, not ${showValue(value)}.`, {
    hint: `Call pack with cwd, a directory in the monorepo, and target, the package to pack.`,
    details: { option: name },
  });
}
