import { isPackError } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { readTargetOptions } from "../config/read-target-options.ts";
import type { Trouble } from "./diagnosis.ts";
import { troubleOf } from "./find-troubles.ts";

/** What is wrong with the config file, which is for all packages, or else with the `lambdaPack` field of each that has one. */
export async function settingTroubles(workspace: Pick<Workspace, "root" | "importers">): Promise<readonly Trouble[]> {
  const [shared] = await troublesOf(workspace, { importers: [], severity: "error" });
  if (shared !== undefined) return [shared];
  const packable = workspace.importers.filter(isPackable);
  const troubles = packable.map(async (importer) =>
    troublesOf(workspace, { importers: [importer], severity: "warning" }),
  );
  return (await Promise.all(troubles)).flat();
}

/** Whether a package has a `lambdaPack` field. */
export function isPackable({ manifest }: Importer): boolean {
  return !isPackError(manifest) && manifest.lambdaPack !== undefined;
}

interface Asked {
  readonly importers: readonly Importer[];
  readonly severity: Trouble["severity"];
}

async function troublesOf(
  workspace: Pick<Workspace, "root" | "importers">,
  { importers, severity }: Asked,
): Promise<readonly Trouble[]> {
  const given = { where: "the command line", settings: {}, faults: [] };
  try {
    await readTargetOptions({ workspace, importers, given, dryRun: true });
    return [];
  } catch (error) {
    if (isPackError(error)) return [troubleOf(error, severity)];
    throw error;
  }
}
