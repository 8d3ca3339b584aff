import { assertReplaceable } from "@lambda-pack/archive";
import { PackError } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { isImporterPath } from "@lambda-pack/workspace";
import { join } from "node:path";
import { outputsOf } from "../config/effective-options.ts";
import type { EffectiveOptions } from "../config/effective-options.ts";

export interface OutputPlaces {
  readonly workspace: Workspace;
  /** The target. */
  readonly importer: Pick<Importer, "dir">;
  /** Absolute path of the working directory: never replaced by a staging directory. */
  readonly cwd: string;
  readonly options: EffectiveOptions;
}

/** Throws, before anything is read or written, for outputs that would destroy something or become part of the workspace. */
export async function assertOutputs({ workspace, importer, cwd, options }: OutputPlaces): Promise<void> {
  const { root, importers } = workspace;
  const { format, prefix } = options;
  const outputs = outputsOf(options);
  await assertReplaceable({
    ...outputs,
    format,
    root,
    cwd,
    packageDir: importer.dir,
    importerDirs: importers.map(({ dir }) => dir),
    namedByProject: options.placesOfProject.map((key) => (key === "out" ? "archive" : key)),
  });
  const { stageDir } = outputs;
  if (stageDir !== undefined && isImporterPath(workspace, join(stageDir, prefix))) throw becomesImporter(stageDir);
}

/** The next run would find two packages of the target's name. */
function becomesImporter(stageDir: string): PackError {
  return new PackError(
    "OUTPUT_INVALID",
    `The output ${stageDir} would be a package of the workspace, whose globs match it.`,
    {
      hint: "Choose a directory that they do not match, such as .lambda-pack/bundle.",
      details: { path: stageDir },
    },
  );
}
