import type { Exclusion, SelectOptions } from "@lambda-pack/graph";
import { lambdaPlatform } from "@lambda-pack/model";
import type { Workspace } from "@lambda-pack/model";
import { openGlob, platformInstallCommand } from "@lambda-pack/workspace";
import type { EffectiveOptions } from "../../config/effective-options.ts";

/** The part of the settings that decides which packages are selected. */
export function selectOptions(workspace: Workspace, options: EffectiveOptions): SelectOptions {
  const platform = lambdaPlatform(options.arch);
  return {
    platform,
    exclude: exclusionsOf(options),
    installCommand: workspace.installCommand,
    platformInstallCommand: platformInstallCommand(workspace, platform),
  };
}

/** The packages that are left out on purpose. */
export function exclusionsOf({ excludePackages }: Pick<EffectiveOptions, "excludePackages">): readonly Exclusion[] {
  return toExclusions(excludePackages);
}

/** Names or globs as what they match. */
export function toExclusions(patterns: readonly string[]): readonly Exclusion[] {
  return patterns.map((pattern) => ({ pattern, matches: openGlob(pattern) }));
}
