import { shortestPaths } from "@lambda-pack/graph";
import type {
  Archive,
  Closure,
  Importer,
  Instance,
  InstanceId,
  Layout,
  PackageFiles,
  Problem,
  Staging,
} from "@lambda-pack/model";
import type { EffectiveOptions } from "./config/effective-options.ts";
import { describeProblem } from "./describe-problem.ts";
import type { Report, ReportLimit, ReportPackage } from "./report.ts";

/** What the stages of one pack have returned. */
export interface PackResults {
  readonly importer: Importer;
  readonly options: EffectiveOptions;
  readonly closure: Closure;
  readonly layout: Layout;
  readonly filesOf: (instance: InstanceId) => PackageFiles;
  readonly staging: Staging;
  readonly problems: readonly Problem[];
  /** Undefined until a zip is written, and where none is. */
  readonly archive: Archive | undefined;
}

/** All about one pack. */
export function summarize(results: PackResults): Report {
  const { importer, options, closure, staging, problems, archive } = results;
  const { runtime, arch, stageDir, stage, dryRun } = options;
  const target = closure.instances.get(closure.target);
  const archiveBytes = archive === undefined ? {} : { archiveBytes: archive.size };
  return {
    schemaVersion: 1,
    dryRun,
    target: {
      name: target?.name ?? importer.name ?? importer.path,
      version: target?.version ?? "",
      path: importer.path === "" ? "." : importer.path,
    },
    platform: { runtime, arch },
    packages: summarizePackages(results),
    sizes: { files: staging.entries.length, packages: closure.instances.size, bytes: staging.bytes, ...archiveBytes },
    limits: summarizeLimits(results),
    ...(archive === undefined ? {} : { archive }),
    ...(stage && !dryRun ? { stageDir } : {}),
    problems: problems.map((problem) => describeProblem(problem)),
  };
}

function summarizePackages({ closure, layout, filesOf, options }: PackResults): readonly ReportPackage[] {
  const broughtBy = shortestPaths(closure);
  const paths = new Map<InstanceId, string[]>();
  for (const { kind, path, instance } of layout.placements.values()) {
    if (kind === "copy") paths.set(instance, [...(paths.get(instance) ?? []), bundlePath(options.prefix, path)]);
  }
  return [...closure.instances.values()].map(({ id, name, version, bytes, importer }: Instance) => ({
    name,
    version,
    id,
    paths: paths.get(id) ?? [],
    files: filesOf(id).files.length,
    bytes,
    broughtBy: broughtBy.get(id) ?? [],
    importer,
  }));
}

function bundlePath(prefix: string, path: string): string {
  return [prefix, path].filter((part) => part !== "").join("/") || ".";
}

function summarizeLimits({ options, staging, archive }: PackResults): readonly ReportLimit[] {
  const unzipped = { name: "unzipped", limit: options.maxSize, used: staging.bytes } as const;
  const zipped =
    archive === undefined ? [] : [{ name: "zipped", limit: options.maxZipSize, used: archive.size } as const];
  return [unzipped, ...zipped].map((limit) => ({ ...limit, share: limit.used / limit.limit }));
}
