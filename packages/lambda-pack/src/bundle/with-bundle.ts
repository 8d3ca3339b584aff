import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { readUnchanged } from "@lambda-pack/archive";
import type { SourceFacts } from "@lambda-pack/check";
import { openZip } from "@lambda-pack/inspect";
import { defined, filesByPath } from "@lambda-pack/model";
import type { BundleFile, Importer, OpenedBundle, StagedFile } from "@lambda-pack/model";
import { bundleOfPlan } from "../plan/bundle-of-plan.ts";
import type { SettingsLayer } from "../config/settings/check-settings.ts";
import { outputsOf, projectCode } from "../config/effective-options.ts";
import type { EffectiveOptions, Outputs } from "../config/effective-options.ts";
import { resolveOptions } from "../config/resolve-options.ts";
import { describeProblem } from "../messages/describe-problem.ts";
import { findTrimmable } from "../plan/find-trimmable.ts";
import type { Progress } from "../plan/pack-options.ts";
import { planTarget } from "../plan/plan-target.ts";
import type { PlanRequest } from "../plan/plan-target.ts";
import { readTarget } from "../plan/read-targets.ts";
import type { TrimmedTarget } from "../plan/trim/trim-target.ts";
import { leftOutOf } from "./left-out/left-out.ts";
import type { LeftOut } from "./left-out/left-out.ts";
import { sourceFacts } from "./source-facts.ts";
import type { ReportProblem } from "../messages/description.ts";
import { withWorkspace } from "../plan/with-workspace.ts";

export interface BundleRequest {
  /** A zip's path, or what names a package of the workspace. */
  readonly arg: string;
  /** Absolute. */
  readonly cwd: string;
  /** Settings of the command line, without faults. */
  readonly given: SettingsLayer;
  /** Called before it is read with the code of the project that is run, as `projectCode` names it. */
  readonly onProjectCode?: ((names: readonly string[]) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** A bundle, and what is known about its function. */
export interface InspectedBundle extends OpenedBundle {
  readonly options: BundleOptions;
  /** What a pack would report; nothing of a zip. */
  readonly problems: readonly ReportProblem[];
  /** Only of a package of the workspace. */
  readonly source?: BundleSource;
  /** What a trim has left out of it, where that can be known. Of a zip, it is planned for that. */
  readonly findLeftOut?: () => Promise<LeftOut | undefined>;
}

/** Where the bundle of a package of the workspace comes from. */
export interface BundleSource {
  readonly importer: Importer;
  /** Absolute real path of the workspace root. */
  readonly root: string;
  /** What a pack would write, as absolute paths. */
  readonly outputs: Outputs;
  /** What the monorepo knows beyond the bundle. */
  readonly facts: SourceFacts;
  /** What was left out of third-party packages, and why; only where `trim` is on. */
  readonly trim?: TrimmedTarget;
  /** Bytes that `--trim` would leave out at most; only where it is off, and they are many. */
  readonly trimmable?: number;
}

/** Of a package, its settings; of a zip, what was given and the defaults. */
export type BundleOptions = Pick<
  EffectiveOptions,
  | "arch"
  | "runtime"
  | "handler"
  | "otherHandlers"
  | "prefix"
  | "excludePackages"
  | "maxSize"
  | "maxZipSize"
  | "strict"
  | "problems"
>;

/**
 * Opens what the argument names for one use, and closes it whatever happens. A package of the workspace is planned as a pack would
 * plan it, limits aside, and nothing is written.
 */
export async function withBundle<T>(request: BundleRequest, use: (bundle: InspectedBundle) => Promise<T>): Promise<T> {
  return (await namesZip(request)) ? withZip(request, use) : withPackage(request, use);
}

/** What is no file yet was meant to be one when it is called so. */
async function namesZip({ arg, cwd }: BundleRequest): Promise<boolean> {
  if (arg.endsWith(".zip")) return true;
  const found = await stat(resolve(cwd, arg)).catch(() => undefined);
  return found?.isFile() === true;
}

async function withZip<T>(
  { arg, cwd, given, signal, onProjectCode }: BundleRequest,
  use: (bundle: InspectedBundle) => Promise<T>,
): Promise<T> {
  const opened = await openZip(resolve(cwd, arg), { label: arg, signal });
  try {
    const target = { name: undefined, path: "" };
    const options = resolveOptions({ root: cwd, target, layers: [{}, given.settings], dryRun: true });
    const findLeftOut = async (): Promise<LeftOut | undefined> => {
      const { leftOutOfZip } = await import("./left-out/left-out-of-zip.ts");
      return leftOutOfZip(opened.bundle, { cwd, given, signal, onProjectCode });
    };
    return await use({ ...opened, options, problems: [], findLeftOut });
  } finally {
    await opened.close();
  }
}

async function withPackage<T>(request: BundleRequest, use: (bundle: InspectedBundle) => Promise<T>): Promise<T> {
  const { arg, cwd, given, signal, onProgress } = request;
  onProgress?.({ stage: "reading", done: 0, total: 0 });
  const named = { cwd, name: arg, hint: "Name one of them.", given, dryRun: true };
  const { workspace, importer, options } = await readTarget(named);
  request.onProjectCode?.(projectCode(options));
  return withWorkspace(workspace, async (opened) => {
    const plan: PlanRequest = { ...opened, importer, options, signal, onProgress };
    const planned = await planTarget(plan);
    const sources = filesByPath(planned.staging.entries);
    return use({
      bundle: bundleOfPlan(planned, { label: importer.name ?? arg, prefix: options.prefix }),
      read: async (file) => readUnchanged(sourceOf(sources, file), opened.source),
      close: async () => undefined,
      options,
      problems: planned.problems.map((problem) => describeProblem(problem)),
      source: {
        importer,
        root: workspace.root,
        outputs: outputsOf(options),
        facts: sourceFacts(workspace, opened.graphs),
        ...(planned.trim === undefined ? defined({ trimmable: findTrimmable(planned) }) : { trim: planned.trim }),
      },
      findLeftOut: async () => planned.trim && leftOutOf(planned.trim, options.trim),
    });
  });
}

function sourceOf(sources: ReadonlyMap<string, StagedFile>, { path }: BundleFile): StagedFile {
  const source = sources.get(path);
  if (source === undefined) throw new Error(`The plan has no file ${path}`);
  return source;
}
