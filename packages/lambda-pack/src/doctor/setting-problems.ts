import { isPackError } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { readTargetOptions } from "../config/read-target-options.ts";
import type { DoctorProblem } from "./diagnosis.ts";
import { problemOf } from "./find-problems.ts";

/** What is wrong with the config file, which is for all packages, or else with the `lambdaPack` field of each that has one. */
export async function settingProblems(
  workspace: Pick<Workspace, "root" | "importers">,
): Promise<readonly DoctorProblem[]> {
  const [shared] = await problemsOf(workspace, { importers: [], severity: "error" });
  if (shared !== undefined) return [shared];
  const packable = workspace.importers.filter(isPackable);
  const problems = packable.map(async (importer) =>
    problemsOf(workspace, { importers: [importer], severity: "warning" }),
  );
  return (await Promise.all(problems)).flat();
}

/** Whether a package has a `lambdaPack` field. */
export function isPackable({ manifest }: Importer): boolean {
  return !isPackError(manifest) && manifest.lambdaPack !== undefined;
}

interface Asked {
  readonly importers: readonly Importer[];
  readonly severity: DoctorProblem["severity"];
}

async function problemsOf(
  workspace: Pick<Workspace, "root" | "importers">,
  { importers, severity }: Asked,
): Promise<readonly DoctorProblem[]> {
  const given = { where: "the command line", settings: {}, faults: [] };
  try {
    await readTargetOptions({ workspace, importers, given, dryRun: true });
    return [];
  } catch (error) {
    if (isPackError(error)) return [problemOf(error, severity)];
    throw error;
  }
}
