import { keepOnly, selectPackages, unusedOnly } from "@lambda-pack/graph";
import { PackError, packageLabel } from "@lambda-pack/model";
import type { Graph, Selection, Workspace } from "@lambda-pack/model";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { didYouMean } from "../messages/did-you-mean.ts";
import { listOf } from "../messages/list-of.ts";
import { selectOptions, toExclusions } from "./select-options.ts";

/** The packages of the bundle, by all settings that name packages. Throws for an own dependency that there is not. */
export function selectTarget(graph: Graph, workspace: Workspace, options: EffectiveOptions): Selection {
  const { onlyPackages, includePackages, sharedPatterns } = options;
  const kept = keepOnly(graph, { only: toExclusions(onlyPackages), added: includePackages });
  const wrong = kept.unused.filter((name) => !isPattern(name) && !sharedPatterns.has(name));
  if (wrong.length > 0) throw notRequired(graph, wrong, kept.names);
  const selection = selectPackages(kept.graph, selectOptions(workspace, options));
  return { ...selection, problems: [...selection.problems, ...unusedOnly(graph, kept.unused)] };
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
