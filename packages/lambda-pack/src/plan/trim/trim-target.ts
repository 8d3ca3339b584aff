import { buildStaging, readUnchanged } from "@lambda-pack/archive";
import type { BuiltStaging } from "@lambda-pack/archive";
import { behaviourOf, filesByPath } from "@lambda-pack/model";
import type { Bundle, Closure, InstanceId, Layout, OpenedBundle, PackageFiles } from "@lambda-pack/model";
import { openFacts, openTree, readPackageJsons, searchPathsOf } from "@lambda-pack/scan";
import type { FileFacts, KnownFacts } from "@lambda-pack/scan";
import { readTrim } from "@lambda-pack/trim";
import type { TrimPlan } from "@lambda-pack/trim";
import type { SourceFileSystem } from "@lambda-pack/workspace";
import { handlersOf } from "../../config/effective-options.ts";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import { bundleOfPlan } from "../bundle-of-plan.ts";
import { entriesOf } from "./entries-of.ts";
import { keptFiles } from "./kept-files.ts";
import { proveTrim } from "./prove-trim.ts";
import { trimOptions } from "./trim-options.ts";

export interface WholeTarget {
  readonly closure: Closure;
  readonly layout: Layout;
  readonly filesOf: (instance: InstanceId) => PackageFiles;
  readonly staging: BuiltStaging;
}

/** What a trim has left of a target, and why. */
export interface TrimmedTarget {
  readonly plan: TrimPlan;
  /** The bundle as it would be untrimmed. */
  readonly whole: Bundle;
  /** What was read of the files, for the next pack; empty where nothing is remembered. */
  readonly facts: KnownFacts;
}

export interface TrimTargetRequest {
  readonly label: string;
  readonly options: EffectiveOptions;
  readonly source: SourceFileSystem;
  /** What earlier packs have read; nothing is remembered without it. */
  readonly known?: KnownFacts | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((files: number) => void) | undefined;
}

/** The same target without the files that `trim` leaves out, proved where code was left out. The same value where it is off. */
export async function trimTarget(
  target: WholeTarget,
  request: TrimTargetRequest,
): Promise<WholeTarget & { readonly trim?: TrimmedTarget }> {
  const { options } = request;
  if (options.trim.mode === "off") return target;
  const opened = openTarget(target, request);
  const { bundle: whole } = opened;
  const read = new Map<string, FileFacts>();
  const { known } = request;
  const remember = known && { known, onFacts: (key: string, one: FileFacts) => read.set(key, one) };
  const facts = openFacts(opened, { depth: "openings", ...remember });
  const { signal, onProgress } = request;
  const resolver = {
    tree: openTree(whole),
    packageJsons: await readPackageJsons(opened, signal),
    runtime: behaviourOf(options.runtime),
    searchPaths: searchPathsOf(whole),
  };
  const plan = await readTrim({
    bundle: whole,
    resolver,
    facts,
    ...entriesOf(whole, resolver, handlersOf(options)),
    options: trimOptions(options.trim, whole, request.label),
    signal,
    onProgress,
  });
  const trimmed = withoutLeft(target, keptFiles(whole, plan), options);
  if (plan.mode === "reachable") {
    const rest = bundleOfPlan(trimmed, { label: request.label, prefix: options.prefix });
    await proveTrim({ whole: opened, rest: { ...opened, bundle: rest }, facts, options, signal });
  }
  return { ...trimmed, trim: { plan, whole, facts: read } };
}

function openTarget(target: WholeTarget, { label, options, source }: TrimTargetRequest): OpenedBundle {
  const sources = filesByPath(target.staging.entries);
  return {
    bundle: bundleOfPlan(target, { label, prefix: options.prefix }),
    read: async ({ path }) => {
      const file = sources.get(path);
      if (file === undefined) throw new Error(`The plan has no file ${path}`);
      return readUnchanged(file, source);
    },
    close: async () => undefined,
  };
}

/** Sizes of packages are those of what is left of them. */
function withoutLeft(
  { closure, layout, filesOf }: WholeTarget,
  isKept: (instance: InstanceId, path: string) => boolean,
  { prefix }: EffectiveOptions,
): WholeTarget {
  const kept = new Map<InstanceId, PackageFiles>();
  for (const id of closure.instances.keys()) {
    const files = filesOf(id).files.filter(({ path }) => isKept(id, path));
    kept.set(id, { files, bytes: files.reduce((sum, { size }) => sum + size, 0) });
  }
  const keptOf = (id: InstanceId): PackageFiles => kept.get(id) ?? filesOf(id);
  const isOwn = (id: InstanceId): boolean => closure.instances.get(id)?.importer === true;
  const instances = [...closure.instances].map(([id, one]) => [id, { ...one, bytes: keptOf(id).bytes }] as const);
  return {
    closure: { ...closure, instances: new Map(instances) },
    layout,
    filesOf: keptOf,
    staging: buildStaging({ layout, filesOf: keptOf, prefix, isOwn }),
  };
}
