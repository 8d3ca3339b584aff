import { keepOnly, selectPackages, unusedOnly } from "@lambda-pack/graph";
import { PackError, packageLabel } from "@lambda-pack/model";
import type { Graph, Problem, Selection, Workspace } from "@lambda-pack/model";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import { didYouMean } from "../../messages/did-you-mean.ts";
import { listOf } from "../../messages/list-of.ts";
import { exclusionsOf, selectOptions, toExclusions } from "./select-options.ts";

/** The packages of the bundle, by all settings that name packages. Throws for an own dependency that there is not. */
export function selectTarget(graph: Graph, workspace: Workspace, options: EffectiveOptions): Selection {
  const { onlyPackages, includePackages, sharedPatterns } = options;
  const kept = keepOnly(graph, { only: toExclusions(onlyPackages), added: includePackages });
  const wrong = kept.unused.filter((name) => !isPattern(name) && !sharedPatterns.has(name));
  if (wrong.length > 0) throw notRequired(graph, wrong, kept.names);
  const selection = selectPackages(kept.graph, selectOptions(workspace, options));
  return {
    ...selection,
    problems: [...selection.problems, ...unusedOnly(graph, kept.unused), ...voidPackages(graph, options)],
  };
}

/** Names of packages that other names overrule, or that package.json has anyway. */
function voidPackages(graph: Graph, options: EffectiveOptions): readonly Problem[] {
  const { onlyPackages, includePackages } = options;
  const target = graph.packages.get(graph.target);
  if (target === undefined || includePackages.length + onlyPackages.length === 0) return [];
  const id = packageLabel(target);
  const isExcluded = (name: string) => exclusionsOf(options).some(({ matches }) => matches(name));
  const only = toExclusions(onlyPackages);
  const isRequired = (name: string) =>
    target.manifest.dependencies.has(name) &&
    !target.manifest.optionalDependencies.has(name) &&
    (only.length === 0 || only.some(({ matches }) => matches(name)));
  const voids = (setting: string, value: string, reason: string): Problem => {
    return { kind: "void-setting", package: id, setting, value, reason };
  };
  return [
    ...only.flatMap(({ pattern, matches }) => {
      const names = target.edges.map(({ name }) => name).filter((name) => matches(name));
      const isVoid = names.length > 0 && names.every(isExcluded);
      return isVoid ? [voids("onlyPackages", pattern, "excludePackages leaves it out")] : [];
    }),
    ...includePackages.flatMap((name) => {
      if (isExcluded(name)) return [voids("includePackages", name, "excludePackages leaves it out")];
      return isRequired(name) ? [voids("includePackages", name, "package.json requires it")] : [];
    }),
  ];
}

function isPattern(text: string): boolean {
  return /[*?!()[\]{}|]/u.test(text);
}

/** Without it the function would lack what is meant. */
function notRequired(graph: Graph, wrong: readonly string[], names: readonly string[]): PackError {
  const target = graph.packages.get(graph.target);
  const label = target === undefined ? graph.target : packageLabel(target);
  const shown = wrong.map((name) => `${name}${didYouMean(name, names)}`);
  return new PackError(
    "CONFIG_INVALID",
    `onlyPackages (--only-package) names ${listOf(shown)}, which ${wrong.length === 1 ? "is no dependency" : "are no dependencies"} of ${label}.`,
    {
      hint: "Correct the name, or add it to the dependencies in its package.json; --include-package adds an installed package that package.json does not declare.",
      details: { names: wrong },
    },
  );
}
