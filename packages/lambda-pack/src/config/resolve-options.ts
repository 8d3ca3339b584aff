import { basename, join } from "node:path";
import { PackError } from "@lambda-pack/model";
import type { EffectiveOptions } from "./effective-options.ts";
import { findVoidSettings } from "./find-void-settings.ts";
import { mergeProblemRules } from "./settings/problem-rules.ts";
import { resolveTrim } from "./resolve-trim.ts";
import { settingTable } from "./settings/setting-table.ts";
import type { Settings } from "./settings/settings.ts";

export interface OptionSources {
  /** Absolute path of the workspace root. */
  readonly root: string;
  /** The target's name, and its path from the root in case that it has none. */
  readonly target: { readonly name: string | undefined; readonly path: string };
  /** From the weakest, which is for all packages, to the strongest, which alone is of no file of the project; paths are absolute. The strongest that has a setting decides it as a whole. */
  readonly layers: readonly Settings[];
  readonly dryRun: boolean;
  /** The strongest layer is for other targets as well. */
  readonly several?: boolean;
}

/** A tar is for container images, which Lambda takes up to 10 GB. */
const IMAGE_BYTES = 10_000_000_000;

const outputPlaces = ["out", "stageDir"] as const;

/** The settings of one pack, everything filled in. */
export function resolveOptions({ root, target, layers, dryRun, several = false }: OptionSources): EffectiveOptions {
  const output = defaultOutput(root, target);
  const [shared = {}, ...own] = layers;
  const merged: Settings = Object.assign({}, shared, ...own);
  const {
    format = settingTable.format.default,
    out = `${output}.${format}`,
    stageDir = output,
    stageMode = settingTable.stageMode.default,
    stage = settingTable.stage.default,
    zip = settingTable.zip.default,
    prefix = settingTable.prefix.default,
    links = settingTable.links.default,
    level = settingTable.level.default,
    include = settingTable.include.default,
    exclude = settingTable.exclude.default,
    excludePackages = settingTable.excludePackages.default,
    includePackages = settingTable.includePackages.default,
    onlyPackages = settingTable.onlyPackages.default,
    arch = settingTable.arch.default,
    runtime = settingTable.runtime.default,
    handler = settingTable.handler.default,
    handlers = settingTable.handlers.default,
    smoke = settingTable.smoke.default,
    platformPackages,
    prunePlatforms = settingTable.prunePlatforms.default,
    maxSize = format === "zip" ? settingTable.maxSize.default : IMAGE_BYTES,
    maxZipSize = settingTable.maxZipSize.default,
    strict = settingTable.strict.default,
    concurrency,
    cache = settingTable.cache.default,
    verifyCache = settingTable.verifyCache.default,
    dependencies = settingTable.dependencies.default,
  } = merged;
  const outputs = { out, format, stageDir, stageMode, stage, zip, links, level };
  const content = { include, exclude, excludePackages, includePackages, onlyPackages, dependencies };
  const platform = { arch, runtime, ...allHandlers(handler, handlers), smoke, platformPackages, prunePlatforms };
  const limits = { maxSize, maxZipSize, strict, problems: problemRules(layers, several) };
  const run = { concurrency, cache, verifyCache, dryRun };
  return {
    ...outputs,
    prefix: withoutSlashAtEnd(prefix),
    ...content,
    trim: resolveTrim(layers),
    ...platform,
    ...limits,
    ...run,
    opened: resolveOpened(layers, several),
    ranConfig: undefined,
    placesOfProject: outputPlaces.filter((key) => merged[key] !== undefined && layers.at(-1)?.[key] === undefined),
    sharedPatterns: sharedPatterns(shared, own),
    voidSettings: findVoidSettings(layers),
  };
}

/** The first is the function's own; each is there once. */
function allHandlers(own: string, handlers: readonly string[]): Pick<EffectiveOptions, "handler" | "otherHandlers"> {
  const [handler, ...otherHandlers] = new Set([...(own === "" ? [] : [own]), ...handlers]);
  return { handler, otherHandlers };
}

/** Records of the strongest layer that has some; that of several targets has some of each. */
function resolveOpened(layers: readonly Settings[], several: boolean): EffectiveOptions["opened"] {
  const at = layers.findLastIndex(({ opened }) => opened !== undefined);
  return { files: layers[at]?.opened ?? settingTable.opened.default, isShared: several && at === layers.length - 1 };
}

function problemRules(layers: readonly Settings[], several: boolean): EffectiveOptions["problems"] {
  const isShared = (index: number) => index === 0 || (several && index === layers.length - 1);
  return mergeProblemRules(layers.map(({ problems }, index) => ({ problems, shared: isShared(index) })));
}

/** What is for all packages is of use elsewhere where it fits nothing in one of them. */
function sharedPatterns(shared: Settings, own: readonly Settings[]): ReadonlySet<string> {
  const patterns = new Set(patternsOf(shared));
  for (const pattern of own.flatMap(patternsOf)) patterns.delete(pattern);
  return patterns;
}

function patternsOf(settings: Settings): readonly string[] {
  const { include = [], exclude = [], dependencies = {} } = settings;
  const { excludePackages = [], includePackages = [], onlyPackages = [] } = settings;
  const rules = Object.entries(dependencies).flatMap(([key, rule]) => [
    key,
    ...(rule.include ?? []),
    ...(rule.exclude ?? []),
  ]);
  return [...include, ...exclude, ...excludePackages, ...includePackages, ...onlyPackages, ...rules];
}

/** Absolute path of the staging directory where no setting names one; with the format as its ending, that of the archive. */
export function defaultOutput(root: string, target: OptionSources["target"]): string {
  return join(root, ".lambda-pack", outputName(root, target));
}

/**
 * A scope stays a directory of its own, so that two packages never share an output. A package without a name is called as its
 * directory is.
 */
function outputName(root: string, { name, path }: OptionSources["target"]): string {
  const chosen = name ?? basename(path === "" ? root : path);
  if (chosen === "") return "root";
  if (!/^(?:@[^/\\]+\/)?(?!\.{1,2}$)[^/\\\0]+$/u.test(chosen)) {
    throw new PackError("PACKAGE_NAME_INVALID", `The package name ${JSON.stringify(chosen)} cannot be a file name.`, {
      hint: "Correct the name in its package.json.",
      details: { name: chosen, path },
    });
  }
  return chosen;
}

function withoutSlashAtEnd(path: string): string {
  return path.replace(/\/+$/u, "");
}
