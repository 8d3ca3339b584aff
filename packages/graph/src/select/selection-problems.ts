import { byCodeUnit, packageLabel } from "@lambda-pack/model";
import type { Edge, Graph, InstalledPackage, PackageId, Problem, SelectedPackage, Selection } from "@lambda-pack/model";
import { isRequiredAndMissing } from "./assert-installed.ts";
import { exclusionProblems } from "./exclusion-problems.ts";
import { fitsPlatform } from "./fits-platform.ts";
import { isExcluded } from "./is-excluded.ts";
import { platformFromName } from "./platform-from-name.ts";
import { packageOf } from "./package-of.ts";
import type { SelectOptions } from "./select-options.ts";

export interface SelectionFacts {
  readonly selection: Selection;
  /** Packages that are reached without crossing an optional edge. */
  readonly required: ReadonlySet<PackageId>;
  readonly options: SelectOptions;
}

/** What is odd about the selection, in the order of its packages; the graph's own problems about them come first. */
export function selectionProblems(graph: Graph, { selection, required, options }: SelectionFacts): readonly Problem[] {
  const members = [...selection.packages.values()];
  const labels = new Set(members.map(({ installed }) => packageLabel(installed)));
  return [
    ...graph.problems.flatMap((problem) => ofSelected(problem, labels)),
    ...members.flatMap(({ installed }) => missingProblems(installed, { graph, selection, options })),
    ...members.flatMap((member) => mismatchProblems(graph, member, { required, options })),
    ...exclusionProblems(graph, selection, options),
  ];
}

/** None for what is not selected; of several packages with one cause, those that are. */
function ofSelected(problem: Problem, labels: ReadonlySet<string>): readonly Problem[] {
  if (!("package" in problem)) return [problem];
  if (problem.kind !== "outside-workspace" || problem.others === undefined) {
    return labels.has(problem.package) ? [problem] : [];
  }
  const { others: all, ...rest } = problem;
  const [first, ...others] = [problem.package, ...all].filter((label) => labels.has(label));
  return first === undefined ? [] : [{ ...rest, package: first, ...(others.length > 0 ? { others } : {}) }];
}

function missingProblems(
  installed: InstalledPackage,
  { graph, selection, options }: { graph: Graph; selection: Selection; options: SelectOptions },
): readonly Problem[] {
  return installed.edges
    .filter((edge) => edge.to === undefined && !isExcluded(graph, edge, options))
    .flatMap((edge) => missingProblem(installed, edge, options) ?? [])
    .map((problem) => (problem.kind === "missing-peer" ? { ...problem, ...providers(installed, selection) } : problem));
}

/** Who could provide a peer: the packages of the workspace that use the one that has it, or nobody. */
function providers(
  { id }: InstalledPackage,
  { target, packages }: Selection,
): Pick<MissingPeer, "usedIn" | "ofTarget"> {
  if (id === target) return { ofTarget: true };
  const users = [...packages.values()].filter(({ installed }) => installed.importer && installed.id !== id);
  const usedIn = users.flatMap(({ edges }) => edges.flatMap(({ to, declaredIn }) => (to === id ? [declaredIn] : [])));
  return usedIn.length === 0 ? {} : { usedIn: [...new Set(usedIn)].toSorted(byCodeUnit) };
}

type MissingPeer = Problem & { readonly kind: "missing-peer" };

function missingProblem(installed: InstalledPackage, edge: Edge, options: SelectOptions): Problem | undefined {
  const { name, range, declaredIn, kind } = edge;
  const fields = { package: packageLabel(installed), name, range, declaredIn };
  // Required packages have been checked before (assertInstalled), so an optional one is what lacks its dependency.
  if (isRequiredAndMissing(edge)) return { kind: "optional-incomplete", ...fields };
  if (kind === "peerDependencies") return edge.optional ? undefined : { kind: "missing-peer", ...fields };
  if (kind !== "optionalDependencies") return undefined;
  if (isNeededOnPlatform(edge, options)) {
    const { os, cpu, libc } = options.platform;
    const platform = `${os} ${cpu} ${libc}`;
    return { kind: "missing-platform-package", ...fields, platform, install: options.platformInstallCommand };
  }
  return edge.aboveRoot === undefined
    ? undefined
    : { kind: "found-above-root", name, path: edge.aboveRoot, declaredIn };
}

/** Only a package that is made for certain platforms is missed: any other optional one may have failed to build, or be unwanted. */
function isNeededOnPlatform({ name, locked }: Edge, { platform }: SelectOptions): boolean {
  const named = platformFromName(name);
  if (locked === undefined || locked.os.length + locked.cpu.length === 0) {
    return named !== undefined && fitsPlatform(named, platform);
  }
  // Lockfiles of npm 10 leave libc out.
  const libc = locked.libc.length > 0 ? locked.libc : (named?.libc ?? []);
  return fitsPlatform({ ...locked, libc }, platform);
}

function mismatchProblems(
  graph: Graph,
  { installed, edges }: SelectedPackage,
  { required, options }: Omit<SelectionFacts, "selection">,
): readonly Problem[] {
  if (!required.has(installed.id)) return [];
  const { os, cpu, libc } = options.platform;
  return edges
    .filter((edge) => !edge.optional && !fitsPlatform(packageOf(graph, edge.to).manifest, options.platform))
    .map(({ to, declaredIn }) => {
      const label = packageLabel(packageOf(graph, to));
      return { kind: "platform-mismatch", package: label, platform: `${os} ${cpu} ${libc}`, declaredIn };
    });
}
