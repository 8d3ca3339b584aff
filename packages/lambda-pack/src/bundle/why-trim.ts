import type { FileExplanation, PackageExplanation } from "@lambda-pack/trim";
import { defined } from "@lambda-pack/model";
import type { BundleEntry, BundleFile, InstanceId } from "@lambda-pack/model";
import { explain } from "@lambda-pack/inspect";
import type { Explanation, ExplainOptions } from "@lambda-pack/inspect";
import type { TrimmedTarget } from "../plan/trim/trim-target.ts";
import { keepingSetting } from "../opened/keeping-setting.ts";
import type { InspectedBundle } from "./with-bundle.ts";

/** What a trim has made of what was asked for. Plain JSON. */
export interface WhyTrim {
  readonly mode: "files" | "reachable";
  /** Only where a file was asked for. */
  readonly file?: WhyTrimFile;
  /** One for each package that is no package of the workspace, in the order of the explanation. */
  readonly packages: readonly WhyTrimPackage[];
}

export type WhyTrimFile = FileExplanation & {
  /** Of a file that is left out: the setting that keeps it. */
  readonly setting?: string;
};

export interface WhyTrimPackage extends PackageExplanation {
  readonly id: InstanceId;
  /** Of all copies, what the whole bundle has, and what is left out of it. */
  readonly files: number;
  readonly bytes: number;
  readonly leftFiles: number;
  readonly leftBytes: number;
  /** Else its package.json and licences are all that is kept. */
  readonly isLoaded: boolean;
}

/** What an explanation says of a trimmed bundle: also of what was left out of it. */
export interface TrimmedExplanation extends Explanation {
  readonly trim?: WhyTrim;
}

/** Explains what a query names in a bundle, or in what a trim has left out of it. Nothing is loaded for that unless there is a trim. */
export async function explainTrimmed(
  { bundle, source, findLeftOut }: InspectedBundle,
  query: string,
  options: ExplainOptions,
): Promise<TrimmedExplanation> {
  const found = explain(bundle, query, options);
  const trim = source?.trim;
  const leftOut = trim && (await findLeftOut?.());
  if (trim === undefined || leftOut === undefined) return found;
  const explanation = found.packages.length > 0 ? found : explainLeftOut(bundle, query, { trim, options });
  if (explanation.packages.length === 0) return explanation;
  const { explainFile, explainPackage } = await import("@lambda-pack/trim");
  const path = explanation.at?.kind === "file" ? explanation.at.path : undefined;
  const file = path === undefined ? undefined : explainFile(trim, path);
  const others = explanation.packages.filter(({ importer }) => !importer);
  const packages = others.map(({ id }): WhyTrimPackage => {
    const files = filesOf(trim, id);
    const left = files.filter((each) => trim.plan.left.has(each.path));
    const paths = files.map((each) => each.path);
    const sizes = { files: files.length, bytes: bytesOf(files), leftFiles: left.length, leftBytes: bytesOf(left) };
    return { id, ...sizes, isLoaded: !trim.plan.leftPackages.includes(id), ...explainPackage(trim, paths) };
  });
  const setting = file?.kept === false ? keepingSetting([file.path], leftOut) : undefined;
  const { mode } = trim.plan;
  return {
    ...explanation,
    trim: { mode, ...defined({ file: file && { ...file, ...defined({ setting }) } }), packages },
  };
}

/** The explanation of the package that a path belongs to which is only in the whole bundle. */
function explainLeftOut(
  bundle: InspectedBundle["bundle"],
  query: string,
  { trim, options }: { readonly trim: TrimmedTarget; readonly options: ExplainOptions },
): Explanation {
  const { at, packages } = explain(trim.whole, query, options);
  const [owner] = packages;
  if (at === undefined || owner === undefined) return explain(bundle, query, options);
  return { ...explain(bundle, owner.id, options), query, at };
}

function filesOf({ whole }: TrimmedTarget, id: InstanceId): readonly BundleFile[] {
  const isOf = (entry: BundleEntry): entry is BundleFile =>
    entry.kind === "file" && whole.places.get(entry.place) === id;
  return whole.entries.filter(isOf);
}

function bytesOf(files: readonly BundleFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
