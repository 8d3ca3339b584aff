import { availableParallelism } from "node:os";
import { buildStaging } from "@lambda-pack/archive";
import type { BuiltStaging } from "@lambda-pack/archive";
import { behaviourOf } from "@lambda-pack/model";
import type { Bundle, Closure, InstanceId, Layout, OpenedBundle, PackageFiles } from "@lambda-pack/model";
import { openFacts, openFactsReader, openTree, readPackageJsons, searchPathsOf } from "@lambda-pack/scan";
import type { FileFacts, ResolverSource } from "@lambda-pack/scan";
import { readTrim } from "@lambda-pack/trim";
import type { TrimFault, TrimPlan } from "@lambda-pack/trim";
import type { SourceFileSystem } from "@lambda-pack/workspace";
import { handlersOf } from "../../config/effective-options.ts";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import { bundleOfPlan } from "../bundle-of-plan.ts";
import { entriesOf } from "./entries-of.ts";
import { alikeInCopies } from "./alike-in-copies.ts";
import { foreignFiles } from "./foreign-files.ts";
import { keptFiles } from "./kept-files.ts";
import type { TrimRecord } from "./memory-file.ts";
import { openSources } from "./open-sources.ts";
import type { OpenedSources } from "./open-sources.ts";
import { recallPlan, rememberPlan, structureOf } from "./trim-memory.ts";
import type { TrimMemory } from "./trim-memory.ts";
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
  /** Finds in the whole bundle what code asks for. */
  readonly openResolver: () => Promise<ResolverSource>;
  /** Reads files of the whole bundle. */
  readonly read: OpenedBundle["read"];
  /** For the next trim; undefined where nothing is remembered, or what was remembered is still right. */
  readonly record: TrimRecord | undefined;
}

export interface TrimTargetRequest {
  readonly label: string;
  readonly options: EffectiveOptions;
  readonly source: SourceFileSystem;
  /** What earlier packs have read; nothing is remembered without it. */
  readonly memory?: TrimMemory | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((files: number) => void) | undefined;
}

/** The same target without the files that `trim` leaves out, proved where code was left out. The same value where it is off. */
export async function trimTarget(
  target: WholeTarget,
  request: TrimTargetRequest,
): Promise<WholeTarget & { readonly trim?: TrimmedTarget }> {
  const { label, options, source, memory, signal } = request;
  if (options.trim.mode === "off") return target;
  const whole = bundleOfPlan(target, { label, prefix: options.prefix });
  const sources = openSources(target.staging, { source, knownDigest: memory?.openDigests(target.staging) });
  const openResolver = async (): Promise<ResolverSource> => resolverOf(whole, { read: sources.read, options, signal });
  const rest = { whole, read: sources.read, openResolver };
  const structure = memory === undefined ? "" : structureOf(whole, options);
  const recalled = memory && (await recallPlan(whole, structure, { made: memory.made, sources }));
  if (recalled !== undefined) {
    const trimmed = withoutLeft(target, keptFiles(whole, recalled), options);
    return { ...trimmed, trim: { plan: recalled, ...rest, record: undefined } };
  }
  const facts = new Map<string, FileFacts>();
  const { plan, trimmed } = await planTrimmed(target, { ...request, whole, sources, openResolver, facts });
  const made = memory && rememberPlan(whole, plan, { structure, sources });
  return { ...trimmed, trim: { plan, ...rest, record: made && { facts, made } } };
}

async function resolverOf(
  whole: Bundle,
  { read, options, signal }: Pick<OpenedBundle, "read"> & Pick<TrimTargetRequest, "options" | "signal">,
): Promise<ResolverSource> {
  return {
    tree: openTree(whole),
    packageJsons: await readPackageJsons({ bundle: whole, read }, signal),
    runtime: behaviourOf(options.runtime),
    searchPaths: searchPathsOf(whole),
  };
}

interface TrimmedRequest extends TrimTargetRequest, Pick<TrimmedTarget, "whole" | "openResolver"> {
  readonly sources: OpenedSources;
  /** Takes what was read of files. */
  readonly facts: Map<string, FileFacts>;
}

async function planTrimmed(
  target: WholeTarget,
  { whole, sources, openResolver, facts, memory, label, options, signal, onProgress }: TrimmedRequest,
): Promise<{ readonly plan: TrimPlan; readonly trimmed: WholeTarget }> {
  const onFacts = (key: string, one: FileFacts): unknown => facts.set(key, one);
  const remember = memory && { memory: { known: memory.facts(), digestOf: sources.digestOf, onFacts } };
  const reader = openFactsReader(threadsFor(whole));
  try {
    const resolver = await openResolver();
    const found = await readTrim({
      bundle: whole,
      resolver,
      facts: openFacts(sources, { depth: "openings", reader, ...remember }),
      ...entriesOf(whole, resolver, handlersOf(options)),
      foreign: foreignFiles(whole, options.arch),
      options: trimOptions(options.trim, whole, label),
      signal,
      onProgress,
    });
    const plan = alikeInCopies(whole, found.plan);
    const trimmed = withoutLeft(target, keptFiles(whole, plan), options);
    assertNoFaults(found.findFaults(bundleOfPlan(trimmed, { label, prefix: options.prefix })));
    return { plan, trimmed };
  } finally {
    reader.close();
  }
}

/** The proof of every trim: a fault is a bug of it, and nothing may be written then. */
function assertNoFaults(faults: readonly TrimFault[]): void {
  if (faults.length === 0) return;
  throw new Error(`The trimmed bundle is wrong: ${JSON.stringify(faults.slice(0, 5))}`);
}

/** Below this, starting threads takes longer than they save. */
const FEW_BYTES = 8 * 1024 * 1024;

/** More would wait for the one that walks. */
const MAX_THREADS = 4;

/** By all that may be read: what is read is known when it has been. */
function threadsFor({ entries }: Bundle): number {
  let bytes = 0;
  for (const entry of entries) if (entry.kind === "file" && /\.[cm]?js$/u.test(entry.path)) bytes += entry.size;
  return bytes < FEW_BYTES ? 0 : Math.min(availableParallelism(), MAX_THREADS);
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
