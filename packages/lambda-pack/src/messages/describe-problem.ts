import { formatCount, problemSeverities, splitId } from "@lambda-pack/model";
import type { Problem, ProblemKind, Severity } from "@lambda-pack/model";
import { describeUnused } from "./describe-unused.ts";
import { listOf } from "./list-of.ts";
import type { Description, ReportProblem } from "./description.ts";
import { describeEntryMissing, describeHandlerNotPacked, describeMainMissing } from "./missing-files.ts";

/** Adds severity and sentences to a problem. */
export function describeProblem(problem: Problem): ReportProblem {
  return { ...problem, severity: problemSeverity(problem), ...describe(problem.kind, problem) };
}

/** Of most kinds, every problem is equally severe; the others say it themselves. */
function problemSeverity(problem: Problem): Severity {
  return "severity" in problem ? problem.severity : problemSeverities[problem.kind][0];
}

function describe<Kind extends ProblemKind>(kind: Kind, problem: ProblemOf<Kind>): Description {
  return problemTexts[kind](problem);
}

/** The member of the union that has the kind, alone or among others. */
type ProblemOf<Kind extends ProblemKind> = MemberWith<Kind, Problem>;
type MemberWith<Kind, Member> = Member extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Member
    : never
  : never;

/** The texts of every kind; `docs/problems` has a page for each. A new kind does not compile until it has a line here. */
const problemTexts: { readonly [Kind in ProblemKind]: (problem: ProblemOf<Kind>) => Description } = {
  "range-mismatch": ({ package: id, name, range, found, declaredIn, install, peerOf }) =>
    peerOf === undefined
      ? {
          message: `${id} requires ${name}@${range} in ${declaredIn}, but ${name} ${found} is installed and packed.`,
          hint: `Run ${install} to install a version in the range, or correct the range.`,
        }
      : {
          message: `${id} requires its peer ${name}@${range} (${declaredIn}), but gets ${name} ${found}, which is packed.`,
          hint:
            peerOf.length === 0
              ? `Override ${name}, or what requires ${splitId(id).name}, at the root; if ${found} works, an override says so.`
              : `Make ${listOf(peerOf)} depend on ${name}@${range}, and run ${install}; if ${found} works, say so with an override of ${name} at the root.`,
        },
  "version-overridden": ({ package: id, name, range, found, declaredIn, override }) => ({
    message: `${id} requires ${name}@${range} in ${declaredIn}, but ${override} replace it with ${found}.`,
    hint: "No action is needed as long as the override is intended.",
  }),
  "stale-install": ({ package: id, path, locked, lockfile, install }) => ({
    message: `${id} is installed in ${path}, but ${lockfile} locks ${locked}.`,
    hint: `Run ${install}, and pack again.`,
  }),
  "peer-differs": ({ package: id, name, found, expected, importer }) => ({
    message: `${id} resolves its peer ${name} to ${found}, but ${importer}, which uses it, has ${expected}: both are packed.`,
    hint: `Require one version of ${name} in all packages of the workspace, and install again; the two copies share no state.`,
  }),
  "unbuilt-native": ({ package: id, path, approve }) => ({
    message: `${id} in ${path} has native code that was never built: it contains no binary.`,
    hint: `Allow its install script (${approve}), and pack again.`,
  }),
  "stale-injected": ({ package: id, path, source, install }) => ({
    message: `${id} is packed from the copy in ${path}, whose files differ from those in ${source}.`,
    hint: `Run ${install} to update the copy, and pack again.`,
  }),
  "missing-peer": ({ package: id, name, range, declaredIn, usedIn = [], ofTarget }) => ({
    message: `${id} requires its peer ${name}@${range} (${declaredIn}), which is not installed where Node.js looks for it.`,
    hint:
      ofTarget === true
        ? `Add ${name} to the dependencies in ${declaredIn}, and install: no other package uses the function and could provide it.`
        : usedIn.length === 0
          ? `Add ${name} to the dependencies of the package that uses ${splitId(id).name}, and install.`
          : `Add ${name} to the dependencies in ${listOf(usedIn)}, and install.`,
  }),
  "missing-platform-package": ({ package: id, name, platform, declaredIn, install }) => ({
    message: `${id} uses the package ${name} on ${platform} (${declaredIn}), but it is not installed.`,
    hint: `Run ${install}, and pack again; to leave this machine's packages alone, run it in a copy of the workspace and name the copy with --platform-packages.`,
  }),
  "platform-mismatch": ({ package: id, platform, declaredIn }) => ({
    message: `${id}, required by ${declaredIn}, does not support ${platform}.`,
    hint: "Replace it, or make it an optional dependency so that it can be left out.",
  }),
  "optional-incomplete": ({ package: id, name, range, declaredIn }) => ({
    message: `The optional package ${id} may not work: ${name}@${range} (${declaredIn}) is not installed.`,
    hint: "Install again, or leave the package out with --exclude-package.",
  }),
  "outside-workspace": ({ package: id, path, link, others = [] }) =>
    link === undefined
      ? {
          message: `${id} is linked from ${path}, outside the workspace, where other machines may have other files.`,
          hint: "Move the package into the workspace, or install a published version.",
        }
      : {
          message: `${link} is a link to the node_modules of ${path}, so that ${listOf([id, ...others])} ${others.length === 0 ? "is" : "are"} packed from there, not from this workspace.`,
          hint: "Remove the link, and install here.",
        },
  "found-above-root": ({ name, path, declaredIn }) => ({
    message: `${name} (${declaredIn}) is installed only above the workspace root, in ${path}, and is not packed.`,
    hint: "Install it in the workspace, or remove the one above the root.",
  }),
  "excluded-but-needed": ({ package: id, excluded, declaredIn }) => ({
    message: `${id} depends on ${excluded} (${declaredIn}), which is excluded.`,
    hint: "No action is needed if the code never loads it, or if a layer or the runtime provides it.",
  }),
  "excluded-kept": ({ package: id, excluded, dependents }) => ({
    message: `${id} is packed although ${excluded} is excluded, because ${listOf(dependents)} ${dependents.length === 1 ? "requires" : "require"} it.`,
    hint: `To leave it out, exclude ${dependents.length === 1 ? "that package" : "those packages"} as well.`,
  }),
  "links-in-bundle": ({ links, packages }) => ({
    message: `${links === 1 ? "1 link leads" : `${formatCount(links)} links lead`} to ${listOf(packages)}, so that ${packages.length === 1 ? "it" : "each of them"} is one module wherever it is required.`,
    hint: "No action is needed on Lambda; for 7-Zip or Python's zipfile, which do not restore links, pack with --no-links.",
  }),
  "module-split": ({ package: id, paths, dependents }) => ({
    message: `${id} is copied to ${listOf(paths)}, and each copy is a module of its own: ${listOf(dependents)} ${dependents.length === 1 ? "does" : "do"} not share its state as in the workspace.`,
    hint: `Pack without --no-links, or make all dependents of ${splitId(id).name} require the same version.`,
  }),
  "siblings-apart": ({ package: id, path, sibling }) => ({
    message: `${id} in ${path} may load native code of ${sibling} by a relative path, but another version lies beside it.`,
    hint: `Make all dependents of ${splitId(id).name} require the same version of ${splitId(sibling).name}, and install again.`,
  }),
  "empty-package": ({ package: id, path, patterns, build }) => ({
    message: `${id} in ${path} is packed without any files of its own${patternsText(patterns)}.`,
    hint: `${build === undefined ? "Build the package first" : `Run ${build}, and pack again`}, or correct files in its package.json.`,
  }),
  "main-missing": describeMainMissing,
  "entry-missing": describeEntryMissing,
  "handler-not-packed": describeHandlerNotPacked,
  "only-typescript": ({ package: id, path, files, build }) => ({
    message: `${id} in ${path} has no JavaScript that Lambda could load, only TypeScript: ${listOf(files)}.`,
    hint: `${build === undefined ? "Compile it" : `Run ${build}`}, and pack again; if a layer provides the code, set the handler.`,
  }),
  "link-leaves-package": ({ package: id, path, target }) => ({
    message: `The link ${path} in ${id} points out of the package, to ${target}, and is left out.`,
    hint: "Copy the file into the package if the function needs it.",
  }),
  "dangling-link": ({ package: id, path, target }) => ({
    message: `The link ${path} in ${id} points to ${target}, which does not exist, and is left out.`,
    hint: "Install or build the package again, or remove the link.",
  }),
  "link-loop": ({ package: id, path, target }) => ({
    message: `The link ${path} in ${id} points back to itself through ${target}, and is left out.`,
    hint: "Remove the link: nothing new can be reached through it.",
  }),
  "special-file": ({ package: id, path, target }) => ({
    message: `${path} in ${id} is a ${target}, not a file, and is left out.`,
    hint: "Remove it, or move it out of the package's folder.",
  }),
  "secret-left-out": ({ package: id, paths }) => ({
    message: `${listOf(paths)} in ${id} ${paths.length === 1 ? "looks like a secret and is" : "look like secrets and are"} left out.`,
    hint:
      paths.length === 1
        ? "Pack it with --include if the function reads it."
        : "Pack those that the function reads with --include.",
  }),
  "certificate-left-out": ({ package: id, paths }) => ({
    message: `${listOf(paths)} in ${id} ${paths.length === 1 ? "is" : "are"} left out, because a .pem file may be a private key.`,
    hint: "If the function reads it, add it to include; otherwise, add it to exclude.",
  }),
  "private-key": ({ package: id, paths }) => ({
    message: `${listOf(paths)} in ${id} ${paths.length === 1 ? "holds" : "hold"} a private key, and ${paths.length === 1 ? "is" : "are"} packed.`,
    hint: `Leave ${paths.length === 1 ? "it" : "them"} out with --exclude, or turn this off with --problem private-key=off.`,
  }),
  "names-collide": ({ package: id, paths, packages }) => ({
    message: `${listOf(paths)} ${packages === undefined ? `in ${id}` : `(required by ${id})`} are the same name on file systems that ignore case or Unicode normalization; Lambda's tells them apart.`,
    hint: collisionHint(id, packages),
  }),
  "leftovers-left-out": ({ leftOut }) => ({
    message: `Files of build and deploy tools are left out: ${listOf(leftOut.map(({ package: id, paths }) => `${listOf(paths)} in ${id}`))}.`,
    hint: "No action is needed; to pack such a file anyway, add it to include.",
  }),
  "ignored-left-out": ({ package: id, files, rules }) => ({
    message: `${formatCount(files)} ${files === 1 ? "file" : "files"} of ${id} ${files === 1 ? "is" : "are"} left out by ${listOf(rules)}.`,
    hint: "To pack such a file anyway, add it to include.",
  }),
  "binary-left-out": ({ package: id, paths }) => ({
    message: `The native code ${listOf(paths)} of ${id} is left out, because files in its package.json does not name it.`,
    hint: "If the function loads it, add it to files or include; otherwise, add it to exclude.",
  }),
  "void-setting": ({ package: id, setting, value, reason }) => ({
    message: `The setting ${value === undefined ? setting : `${setting}, ${value},`} has no effect for ${id}: ${reason}.`,
    hint: "Remove it, or correct the setting that overrules it.",
  }),
  "unused-pattern": (problem) => describeUnused(problem),
  "unused-problem-setting": ({ package: id, setting }) => ({
    message: `The setting problems has ${setting}, but ${id} has no such problem.`,
    hint: "Remove it, so that such a problem is reported when it comes back.",
  }),
  "platform-files-left-out": ({ package: id, platform, files, bytes }) => ({
    message: `${formatCount(files)} ${files === 1 ? "file" : "files"} of ${id} (${formatCount(bytes)} bytes) for platforms other than ${platform} ${files === 1 ? "is" : "are"} left out.`,
    hint: "No action is needed; to pack such a file anyway, add it to include.",
  }),
  "deprecated-runtime": ({ runtime, since, createBlocked, updateBlocked }) => ({
    message: `AWS has deprecated the runtime ${runtime}: ${runtimeDates(since, createBlocked, updateBlocked)}.`,
    hint: "Move the function to a newer runtime, and set it with --runtime.",
  }),
  "preview-runtime": ({ runtime, since }) => ({
    message: `AWS offers the runtime ${runtime} only as a preview since ${since}: it has no support and may still change.`,
    hint: "Use it for tests, and choose a released runtime with --runtime for production.",
  }),
  "unknown-runtime": ({ runtime }) => ({
    message: `${runtime} is not a runtime that this version of lambda-pack knows.`,
    hint: "Correct --runtime if it is a typo; the packed files do not depend on it.",
  }),
};

/** Another name is another directory: what an alias is for. */
function collisionHint(id: string, packages: readonly string[] | undefined): string {
  if (packages === undefined) {
    return "No action is needed on Lambda; to unpack the zip on macOS or Windows, leave one of them out with exclude, under dependencies.";
  }
  const { name, reference = "*" } = splitId(packages.at(-1) ?? "");
  return `No action is needed on Lambda; to unpack the zip on macOS or Windows, let ${splitId(id).name} require one of them by another name: "${name}-alias": "npm:${name}@${reference}".`;
}

/** Dates alone: whether they are past is for the reader's calendar to say. */
function runtimeDates(since: string, createBlocked: string | undefined, updateBlocked: string | undefined): string {
  const dates = [
    `support ended on ${since}`,
    ...(createBlocked === undefined ? [] : [`creation is blocked from ${createBlocked}`]),
    ...(updateBlocked === undefined ? [] : [`updates are blocked from ${updateBlocked}`]),
  ];
  return dates.join(", ");
}

function patternsText(patterns: readonly string[]): string {
  return patterns.length === 0 ? "" : `: no file matches ${listOf(patterns, "or")}`;
}
