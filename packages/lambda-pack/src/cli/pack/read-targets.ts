import { realpath } from "node:fs/promises";
import type { Importer, Workspace } from "@lambda-pack/model";
import { findImporters, findPackableImporters, readWorkspace } from "@lambda-pack/workspace";
import { readTargetOptions } from "../../config/read-target-options.ts";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import { severalFault } from "../commands/pack.ts";
import type { packSpec } from "../commands/pack.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";

/** What a command line packs, with all settings; or why it cannot mean what it says. */
export type Targets =
  | { readonly kind: "targets"; readonly workspace: Workspace; readonly targets: readonly Target[] }
  | { readonly kind: "usage-error"; readonly faults: readonly string[] };

export interface Target {
  readonly importer: Importer;
  readonly options: EffectiveOptions;
}

/** Reads the workspace, the targets that the command names and their settings. */
export async function readTargets({ args, own, cwd, given }: ParsedCommand<typeof packSpec>): Promise<Targets> {
  const workspace = await readWorkspace(cwd);
  const importers = own.all ? findPackableImporters(workspace) : findImporters(workspace, args, await realpath(cwd));
  const { out, stageDir } = given.settings;
  if (importers.length > 1 && out !== undefined) return { kind: "usage-error", faults: [severalFault("out")] };
  if (importers.length > 1 && stageDir !== undefined)
    return { kind: "usage-error", faults: [severalFault("stage-dir")] };

  const options = await readTargetOptions({ workspace, importers, given, dryRun: own["dry-run"] });
  const targets = importers.flatMap((importer, index) => {
    const found = options[index];
    return found === undefined ? [] : [{ importer, options: found }];
  });
  return { kind: "targets", workspace, targets };
}
