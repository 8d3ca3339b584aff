import { byCodeUnit, isRegistryName, PackError } from "@lambda-pack/model";
import type { Edge, Graph, PackageId } from "@lambda-pack/model";
import { isExcluded } from "./is-excluded.ts";
import { packageOf } from "./package-of.ts";
import type { SelectOptions } from "./select-options.ts";

export interface RequiredPackages {
  /** Packages that are reached without crossing an optional edge. */
  readonly required: ReadonlySet<PackageId>;
  readonly options: SelectOptions;
}

/** Throws one error for all dependencies that required packages need and Node would not find below the root. */
export function assertInstalled(graph: Graph, { required, options }: RequiredPackages): void {
  const missing = [...required]
    .toSorted(byCodeUnit)
    .flatMap((id) => packageOf(graph, id).edges)
    .filter((edge) => isRequiredAndMissing(edge) && !isExcluded(graph, edge, options));

  const absent = missing.filter((edge) => edge.aboveRoot === undefined);
  const unknown = absent.find((edge) => isIncludedOnly(graph, edge));
  if (unknown !== undefined) throw includedButAbsent(unknown, options);
  if (absent.length > 0) throw notInstalled(absent, options);
  if (missing.length > 0) throw foundAboveRoot(missing, options);
}

/** A missing peer is a problem only: Yarn classic never installs peers. Bundled names that are undeclared travel or do not. */
export function isRequiredAndMissing(edge: Edge): boolean {
  return edge.to === undefined && !edge.optional && edge.kind === "dependencies";
}

/** Asked for by a setting, and not by the target's package.json: most likely a name that is not right. */
function isIncludedOnly(graph: Graph, edge: Edge): boolean {
  const { edges, manifest } = packageOf(graph, graph.target);
  return edge.range === "" && edges.includes(edge) && !manifest.dependencies.has(edge.name);
}

function includedButAbsent({ name, declaredIn }: Edge, { installCommand }: SelectOptions): PackError {
  return new PackError("DEPENDENCY_NOT_INSTALLED", `${name}, a package to include, is not installed.`, {
    hint: `Correct the name in --include-package or includePackages, or add it to ${declaredIn} and run '${installCommand}'.`,
    details: { missing: [{ name, range: "", declaredIn }] },
  });
}

function notInstalled(missing: readonly Edge[], { installCommand }: SelectOptions): PackError {
  const [first] = missing;
  const asked = missing.map(({ name, range, declaredIn }) => ({ name, range, declaredIn }));
  return new PackError("DEPENDENCY_NOT_INSTALLED", `${describe(first)} is not installed${andMore(missing)}.`, {
    hint: hintFor(missing, installCommand),
    details: { missing: asked },
  });
}

function hintFor(missing: readonly Edge[], installCommand: string): string {
  const misnamed = missing.find(({ name }) => !isRegistryName(name));
  if (misnamed !== undefined) {
    const name = JSON.stringify(misnamed.name);
    return `No registry has a package named ${name}: correct the name in ${misnamed.declaredIn}; a comment needs the key "//".`;
  }
  const beside = missing.find(({ declaredIn }) => declaredIn.startsWith("../"));
  if (beside !== undefined) {
    return `Run '${installCommand}' at the workspace root; if that does not help, move the root above its packages: from ${beside.declaredIn} Node.js does not look into the root's node_modules.`;
  }
  const dirs = [...new Set(missing.flatMap(({ unbuilt }) => unbuilt ?? []))];
  return dirs.length === 0
    ? `Run '${installCommand}' at the workspace root.`
    : `Build ${listed(dirs)} first, which the install links to, and then run '${installCommand}' at the workspace root.`;
}

/** All of them: each has to be built. */
function listed(dirs: readonly string[]): string {
  return dirs.join(", ").replace(/, (?!.*, )/u, " and ");
}

function foundAboveRoot(missing: readonly Edge[], { installCommand }: SelectOptions): PackError {
  const [first] = missing;
  const found = missing.map(({ name, declaredIn, aboveRoot }) => ({ name, declaredIn, path: aboveRoot }));
  return new PackError(
    "DEPENDENCY_ABOVE_ROOT",
    `${describe(first)} is installed only above the workspace root, at ${first?.aboveRoot ?? ""}${andMore(missing)}.`,
    {
      hint: `It would not exist in CI: run '${installCommand}' at the workspace root.`,
      details: { found },
    },
  );
}

function describe(edge: Edge | undefined): string {
  if (edge === undefined) throw new Error("There is no missing edge to describe");
  return edge.declaredIn === "" ? wanted(edge) : `${wanted(edge)}, required by ${edge.declaredIn},`;
}

function wanted({ name, range }: Edge): string {
  return range === "" ? name : `${name}@${range}`;
}

/** How many a message names beside the first; the details name them all. */
const MAX_NAMED = 5;

/** Several packages may miss the same thing, which is one thing to install. */
function andMore([first, ...others]: readonly Edge[]): string {
  if (first === undefined) return "";
  const more = [...new Set(others.map(wanted))].filter((text) => text !== wanted(first));
  if (more.length === 0) return "";
  return ` (and ${more.length} more: ${more.slice(0, MAX_NAMED).join(", ")}${more.length > MAX_NAMED ? ", …" : ""})`;
}
