import { realpath } from "node:fs/promises";
import { PackError } from "@lambda-pack/model";
import { findImporters, readWorkspace } from "@lambda-pack/workspace";
import { checkSettings } from "../config/settings/check-settings.ts";
import { readTargetOptions } from "../config/read-target-options.ts";
import { showValue } from "../config/settings/value-checks.ts";
import { onlyImporter } from "../plan/only-importer.ts";
import type { PackOptions } from "../plan/pack-options.ts";
import { packTarget } from "./pack-target.ts";
import type { Report } from "../report/report.ts";
import { withWorkspace } from "../plan/with-workspace.ts";

/**
 * Packs one package of the monorepo around `cwd`, as the command does, and resolves to the report. Rejects with a `PackError`
 * where the user or the workspace must change something; what was there before stays whole then. Prints nothing.
 */
export async function pack(options: PackOptions): Promise<Report> {
  const { cwd, target, dryRun = false, signal, onProgress, ...settings } = options;
  assertString("cwd", cwd);
  assertString("target", target);
  onProgress?.({ stage: "reading", done: 0, total: 0 });
  const workspace = await readWorkspace(cwd);
  const importer = onlyImporter(
    target,
    findImporters(workspace, [target], await realpath(cwd)),
    "Call pack once for each of them.",
  );
  const given = checkSettings(settings, { where: "the options of pack", baseDir: cwd, label: (key) => key });
  const [effective] = await readTargetOptions({ workspace, importers: [importer], given, dryRun });
  if (effective === undefined) throw new Error(`No options were found for ${target}`);
  return withWorkspace(workspace, async (opened) =>
    packTarget({ ...opened, cwd, importer, options: effective, signal, onProgress }),
  );
}

/** Callers that are not checked by a compiler may leave out what has no default. */
function assertString(name: string, value: unknown): void {
  if (typeof value === "string") return;
  throw new PackError("CONFIG_INVALID", `The option ${name} of pack must be a string, not ${showValue(value)}.`, {
    hint: `Call pack with cwd, a directory in the monorepo, and target, the package to pack.`,
    details: { option: name },
  });
}
