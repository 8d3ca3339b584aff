import { availableParallelism } from "node:os";
import { buildStaging, readUnchanged } from "@lambda-pack/archive";
import type { BuiltStaging } from "@lambda-pack/archive";
import { behaviourOf, filesByPath } from "@lambda-pack/model";
import type { Bundle, Closure, InstanceId, Layout, OpenedBundle, PackageFiles } from "@lambda-pack/model";
import { openFacts, openFactsReader, openTree, readPackageJsons, searchPathsOf } from "@lambda-pack/scan";
import type { Facts, FileFacts, KnownFacts } from "@lambda-pack/scan";
import { readTrim } from "@lambda-pack/trim";
import type { TrimFault, TrimPlan } from "@lambda-pack/trim";
import type { SourceFileSystem } from "@lambda-pack/workspace";
import { handlersOf } from "../../config/effective-options.ts";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import { bundleOfPlan } from "../bundle-of-plan.ts";
import { entriesOf } from "./entries-of.ts";
import { alikeInCopies } from "./alike-in-copies.ts";
import { keptFiles } from "./kept-files.ts";
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
  const reader = openFactsReader(threadsFor(whole));
  try {
    const facts = openFacts(opened, { depth: "openings", reader, ...remember });
    const trimmed = await trimOpened(target, { ...request, opened, facts });
    return { ...trimmed, trim: { ...trimmed.trim, facts: read } };
  } finally {
    await reader.close();
  }
}

interface OpenedTarget extends TrimTargetRequest {
  readonly opened: OpenedBundle;
  readonly facts: Facts;
}

async function trimOpened(
  target: WholeTarget,
  { opened, facts, label, options, signal, onProgress }: OpenedTarget,
): Promise<WholeTarget & { readonly trim: Omit<TrimmedTarget, "facts"> }> {
  const { bundle: whole } = opened;
  const resolver = {
    tree: openTree(whole),
    packageJsons: await readPackageJsons(opened, signal),
    runtime: behaviourOf(options.runtime),
    searchPaths: searchPathsOf(whole),
  };
  const found = await readTrim({
    bundle: whole,
    resolver,
    facts,
    ...entriesOf(whole, resolver, handlersOf(options)),
    options: trimOptions(options.trim, whole, label),
    signal,
    onProgress,
  });
  const plan = alikeInCopies(whole, found.plan);
  const trimmed = withoutLeft(target, keptFiles(whole, plan), options);
  assertNoFaults(found.findFaults(bundleOfPlan(trimmed, { label, prefix: options.prefix })));
  return { ...trimmed, trim: { plan, whole } };
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
