import type { Exclusion, SelectOptions } from "@lambda-pack/graph";
import { lambdaPlatform } from "@lambda-pack/model";
import type { Workspace } from "@lambda-pack/model";
import { loadMicromatch, platformInstallCommand } from "@lambda-pack/workspace";
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
  return patterns.map((pattern) => ({ pattern, matches: matcherOf(pattern) }));
}

/** Takes the name alone: micromatch's own matcher answers with an object, which is always true, to a second argument. */
function matcherOf(pattern: string): (name: string) => boolean {
  const matches = loadMicromatch().matcher(pattern);
  return (name) => matches(name);
}
