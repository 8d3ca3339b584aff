import { defined } from "@lambda-pack/model";
import type { ArchiveFormat, LinkMode, StageMode } from "@lambda-pack/model";
import type { VoidSetting } from "./find-void-settings.ts";
import type { TrimOption } from "./resolve-trim.ts";
import type { ProblemRule } from "./settings/problem-rules.ts";
import type { Arch, FileRules } from "./settings/settings.ts";

/** The settings of one pack, everything filled in and checked. */
export interface EffectiveOptions {
  /** Absolute path of the archive; of no meaning without `zip`. */
  readonly out: string;
  readonly format: ArchiveFormat;
  /** Absolute path of the staging directory; of no meaning without `stage`. */
  readonly stageDir: string;
  /** Those of the outputs' places that a file of the project names, and not the command line or the caller of `pack`. */
  readonly placesOfProject: readonly ("out" | "stageDir")[];
  readonly stageMode: StageMode;
  readonly stage: boolean;
  /** Whether the archive is written, of whichever format. */
  readonly zip: boolean;
  /** With forward slashes and none at the end; empty for the archive's root. */
  readonly prefix: string;
  readonly links: LinkMode;
  /** From 0, which stores, to 9. */
  readonly level: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly excludePackages: readonly string[];
  readonly includePackages: readonly string[];
  /** All of the target's dependencies where it is empty. */
  readonly onlyPackages: readonly string[];
  readonly trim: TrimOption;
  readonly arch: Arch;
  readonly runtime: string;
  /** As Lambda takes it; undefined where no setting says it. */
  readonly handler: string | undefined;
  /** Those of other functions that the bundle is for as well. */
  readonly otherHandlers: readonly string[];
  readonly smoke: boolean;
  readonly opened: OpenedRecords;
  /** Name of the config file that was run to read the settings. */
  readonly ranConfig: string | undefined;
  /** Absolute path of the second install that missing platform packages are taken from. */
  readonly platformPackages: string | undefined;
  readonly prunePlatforms: boolean;
  /** Bytes. */
  readonly maxSize: number;
  /** Bytes. */
  readonly maxZipSize: number;
  readonly strict: boolean;
  readonly problems: readonly ProblemRule[];
  /** Most threads that compress, 1 or more; undefined is as many as serve. */
  readonly concurrency: number | undefined;
  readonly cache: boolean;
  readonly verifyCache: boolean;
  /** By `name`, `name@range` or `*`; `fileRulesFor` finds those of one package. */
  readonly dependencies: Readonly<Record<string, FileRules>>;
  readonly dryRun: boolean;
  /** Patterns and names that are set for all packages only: that one of them fits nothing here is no problem. */
  readonly sharedPatterns: ReadonlySet<string>;
  /** Settings that change nothing, because of others. */
  readonly voidSettings: readonly VoidSetting[];
}

/** Records of opened files that a trim is compared with. */
export interface OpenedRecords {
  /** Absolute. */
  readonly files: readonly string[];
  /** They are for several targets: each has those of its own bundle. */
  readonly isShared: boolean;
}

/** Absolute paths of what is to be written. */
export interface Outputs {
  readonly archive?: string;
  readonly stageDir?: string;
}

export function outputsOf({ zip, out, stage, stageDir }: EffectiveOptions): Outputs {
  return defined({ archive: zip ? out : undefined, stageDir: stage ? stageDir : undefined });
}

/** The handlers of all functions that a bundle is for; none where no setting says one. */
export function handlersOf({
  handler,
  otherHandlers,
}: Pick<EffectiveOptions, "handler" | "otherHandlers">): readonly string[] {
  return handler === undefined ? otherHandlers : [handler, ...otherHandlers];
}

/** Code of the project that a pack with these options runs: the config file, and `smoke` for the handler. */
export function projectCode({ ranConfig, smoke, zip, format, dryRun }: EffectiveOptions): readonly string[] {
  const runsHandler = smoke && zip && format === "zip" && !dryRun;
  return [...(ranConfig === undefined ? [] : [ranConfig]), ...(runsHandler ? ["smoke"] : [])];
}
