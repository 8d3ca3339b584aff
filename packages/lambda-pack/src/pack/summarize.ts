import type { WrittenBundle } from "@lambda-pack/archive";
import { shortestPaths } from "@lambda-pack/graph";
import { defined, idText, packageLabel, pathBelow, problemSeverities } from "@lambda-pack/model";
import type { Archive, Importer, Instance, InstanceId } from "@lambda-pack/model";
import { projectCode } from "../config/effective-options.ts";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { describeProblem } from "../messages/describe-problem.ts";
import { applyProblemRules } from "../plan/apply-problem-rules.ts";
import { findTrimmable } from "../plan/find-trimmable.ts";
import type { PlannedTarget } from "../plan/plan-target.ts";
import { summarizeTrim } from "../plan/trim/summarize-trim.ts";
import { reportLimit } from "../report/report-limit.ts";
import type { ReportOpened } from "../report/report-trim.ts";
import type { Report, ReportPackage } from "../report/report.ts";
import { SCHEMA_VERSION } from "../report/schema-version.ts";
import { TOOL_VERSION } from "../report/tool-version.ts";

/** What the stages of one pack have returned. */
export interface PackResults extends PlannedTarget {
  readonly importer: Importer;
  readonly options: EffectiveOptions;
  readonly opened?: ReportOpened | undefined;
}

/** All about one pack but its archive, which is not yet written or never is. */
export function summarize(results: PackResults): Report {
  const { importer, options, closure, staging, problems } = results;
  const { runtime, arch, stageDir, stage, dryRun, maxSize } = options;
  const target = closure.instances.get(closure.target);
  const ruled = applyProblemRules(
    problems.map((problem) => describeProblem(problem)),
    {
      rules: options.problems,
      target: target === undefined ? (importer.name ?? importer.path) : idText(packageLabel(target)),
      isSought: (kind) => Object.hasOwn(problemSeverities, kind),
    },
  );
  const files = staging.entries.filter(({ kind }) => kind === "file").length;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "lambda-pack", version: TOOL_VERSION },
    dryRun,
    target: {
      name: target?.name ?? importer.name ?? importer.path,
      version: target?.version ?? "",
      path: importer.path === "" ? "." : importer.path,
    },
    platform: { runtime, arch },
    packages: summarizePackages(results),
    sizes: { files, links: staging.entries.length - files, packages: closure.instances.size, bytes: staging.bytes },
    limits: [reportLimit("unzipped", staging.bytes, maxSize)],
    ...(stage && !dryRun ? { stageDir } : {}),
    ...ranCode(options),
    ...(results.trim && { trim: { ...summarizeTrim(results.trim), ...defined({ opened: results.opened }) } }),
    ...defined({ trimmable: results.trim === undefined ? findTrimmable(results) : undefined }),
    problems: ruled.problems,
    suppressed: ruled.suppressed,
  };
}

function ranCode(options: EffectiveOptions): Pick<Report, "ranProjectCode"> {
  const code = projectCode(options);
  return code.length === 0 ? {} : { ranProjectCode: code };
}

/** The same report with the archive that has been written. */
export function withArchive(
  { stageDir, problems, suppressed, ...report }: Report,
  { file, ...facts }: Archive,
  { format, maxZipSize }: EffectiveOptions,
): Report {
  return {
    ...report,
    sizes: { ...report.sizes, archiveBytes: facts.size },
    // How large an upload may be is no matter for a tar, which goes into an image.
    limits: [...report.limits, ...(format === "zip" ? [reportLimit("zipped", facts.size, maxZipSize)] : [])],
    archive: { file, format, ...facts },
    ...defined({ stageDir }),
    problems,
    suppressed,
  };
}

/** The same report with what is in the outputs that have been written. */
export function withContents(
  { stageDir, problems, suppressed, archive, ...report }: Report,
  { contentSha256, engine, work: { read, compressed }, foreign }: WrittenBundle,
): Report {
  return {
    ...report,
    ...(archive === undefined ? {} : { archive: archive.format === "tar" ? archive : { ...archive, engine } }),
    contents: { sha256: contentSha256, read, compressed },
    ...defined({ stageDir }),
    ...(foreign.length === 0 ? {} : { stageKept: foreign }),
    problems,
    suppressed,
  };
}

function summarizePackages({ closure, layout, filesOf, options }: PackResults): readonly ReportPackage[] {
  const requiredBy = shortestPaths(closure);
  const paths = new Map<InstanceId, string[]>();
  const links = new Map<InstanceId, string[]>();
  for (const { kind, path, instance } of layout.placements.values()) {
    const places = kind === "copy" ? paths : links;
    places.set(instance, [...(places.get(instance) ?? []), pathBelow(options.prefix, path) || "."]);
  }
  return [...closure.instances.values()].map(({ id, name, version, bytes, importer }: Instance) => ({
    name,
    version,
    id,
    paths: paths.get(id) ?? [],
    links: links.get(id) ?? [],
    files: filesOf(id).files.length,
    bytes,
    requiredBy: requiredBy.get(id) ?? [],
    importer,
  }));
}
