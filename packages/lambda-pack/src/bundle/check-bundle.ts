import { findSecret } from "@lambda-pack/archive";
import {
  checkBinaries,
  checkEngines,
  checkEntries,
  checkLimits,
  checkModules,
  readPackageFacts,
} from "@lambda-pack/check";
import { fitsPlatform, platformFromName } from "@lambda-pack/graph";
import { defined, findingSeverities } from "@lambda-pack/model";
import type { Finding } from "@lambda-pack/model";
import type { CheckFinding, CheckReport } from "./check-report.ts";
import { describeFinding } from "../messages/describe-finding.ts";
import { orderFindings, targetLabel } from "./order-findings.ts";
import { reportLimit } from "../report/report-limit.ts";
import type { ReportLimit } from "../report/report.ts";
import { applyProblemRules } from "../plan/apply-problem-rules.ts";
import type { ReportProblem } from "../messages/description.ts";
import { exclusionsOf } from "../plan/select/select-options.ts";
import type { InspectedBundle } from "./with-bundle.ts";
import { SCHEMA_VERSION } from "../report/schema-version.ts";

export interface CheckProgress {
  readonly stage: "modules" | "binaries";
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
}

export interface CheckBundleOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined;
}

/**
 * Everything that is wrong with a bundle, as far as it shows without running it, in one list: the problems that a pack would report,
 * and the findings of each check. Rejects with a `PackError` for a bundle that cannot be read.
 */
export async function checkBundle(inspected: InspectedBundle, options: CheckBundleOptions): Promise<CheckReport> {
  const { bundle, options: settings, problems } = inspected;
  const found = (await findAll(inspected, options)).filter(isNewsBeside(problems, targetLabel(bundle)));
  const described = found.map((finding) => describeFinding(finding));
  const ruled = applyProblemRules<CheckFinding>([...problems.filter(isNotFoundAgain(found)), ...described], {
    rules: settings.problems,
    target: targetLabel(bundle),
    isSought: (kind) => bundle.origin === "workspace" || Object.hasOwn(findingSeverities, kind),
  });
  const findings = orderFindings(bundle, ruled.problems);
  const { handler, otherHandlers, runtime, arch } = settings;
  return {
    schemaVersion: SCHEMA_VERSION,
    bundle: {
      origin: bundle.origin,
      label: bundle.label,
      target: targetLabel(bundle),
      packages: bundle.packages.size,
      files: bundle.entries.length,
    },
    platform: { runtime, arch },
    ...defined({ handler }),
    ...(otherHandlers.length === 0 ? {} : { otherHandlers }),
    limits: limitsOf(inspected),
    counts: {
      errors: countOf(findings, "error"),
      warnings: countOf(findings, "warning"),
      notes: countOf(findings, "note"),
    },
    suppressed: ruled.suppressed,
    findings,
  };
}

/** The check looks closer at handlers than a pack. */
function isNotFoundAgain(found: readonly Finding[]): (problem: ReportProblem) => boolean {
  const isFound = found.some(({ kind }) => kind === "handler-missing" || kind === "handler-script");
  return ({ kind }) => kind !== "handler-not-packed" || !isFound;
}

/** That nothing was checked is no news where a problem says that what Lambda loads is not there. */
function isNewsBeside(problems: readonly ReportProblem[], target: string): (finding: Finding) => boolean {
  const reasons = new Set<string>(["main-missing", "empty-package", "only-typescript"]);
  const isKnown = problems.some(
    (problem) => reasons.has(problem.kind) && "package" in problem && problem.package === target,
  );
  return ({ kind }) => kind !== "nothing-checked" || !isKnown;
}

async function findAll(inspected: InspectedBundle, options: CheckBundleOptions): Promise<readonly Finding[]> {
  const { bundle, archive, options: settings, source } = inspected;
  const { handler, otherHandlers, prefix, runtime, arch, maxSize, maxZipSize } = settings;
  const { signal, onProgress } = options;
  const packages = await readPackageFacts(inspected, signal);
  const exclusions = exclusionsOf(settings);
  return [
    ...checkLimits(bundle, { zipped: archive?.size, maxSize, maxZipSize }),
    ...checkEngines(bundle, packages, runtime),
    ...(await checkEntries(inspected, { findSecret, handler, otherHandlers, prefix, signal })),
    ...(await checkModules(inspected, {
      runtime,
      handler,
      otherHandlers,
      ...source?.facts,
      isLeftOut: (name) => exclusions.some(({ matches }) => matches(name)),
      signal,
      onProgress: (done) => onProgress?.({ stage: "modules", done, total: 0 }),
    })),
    ...(await checkBinaries(inspected, {
      arch,
      runtime,
      packages,
      fitsPlatform,
      platformFromName,
      signal,
      onProgress: (done, total) => onProgress?.({ stage: "binaries", done, total }),
    })),
  ];
}

function limitsOf({ bundle, archive, options: { maxSize, maxZipSize } }: InspectedBundle): readonly ReportLimit[] {
  return [
    reportLimit("unzipped", bundle.bytes, maxSize),
    ...(archive === undefined ? [] : [reportLimit("zipped", archive.size, maxZipSize)]),
  ];
}

function countOf(findings: readonly CheckFinding[], severity: CheckFinding["severity"]): number {
  return findings.filter((one) => one.severity === severity).length;
}
