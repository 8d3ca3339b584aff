import { formatCount, problemSeverities } from "@lambda-pack/model";
import type { Problem, ProblemKind } from "@lambda-pack/model";
import { listOf } from "./list-of.ts";
import { nameOfId } from "./name-of-id.ts";
import type { Description, ReportProblem } from "./description.ts";

/** Adds severity and sentences to a problem. */
export function describeProblem(problem: Problem): ReportProblem {
  return { ...problem, severity: problemSeverities[problem.kind], ...describe(problem.kind, problem) };
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

/** Every kind's words; `docs/problems` has a page for each. A new kind does not compile until it has a line here. */
const problemTexts: { readonly [Kind in ProblemKind]: (problem: ProblemOf<Kind>) => Description } = {
  "range-mismatch": ({ package: id, name, range, found, declaredIn, install }) => ({
    message: `${id} asks for ${name}@${range} in ${declaredIn}, but ${name} ${found} is installed, and packed.`,
    hint: `Run ${install} so that the version fits, or correct the range.`,
  }),
  "version-overridden": ({ package: id, name, range, found, declaredIn, override }) => ({
    message: `${id} asks for ${name}@${range} in ${declaredIn}; ${override} bring ${found}.`,
    hint: "There is nothing to do as long as the override is wanted.",
  }),
  "stale-install": ({ package: id, path, locked, lockfile, install }) => ({
    message: `${id} is installed in ${path}, but ${lockfile} says ${locked}.`,
    hint: `Run ${install} and pack again.`,
  }),
  "peer-differs": ({ package: id, name, found, expected, importer }) => ({
    message: `${id} finds ${found} as its peer ${name}, but ${importer}, which uses it, has ${expected}: both are packed.`,
    hint: `Ask for one version of ${name} in all packages of the workspace, and install again; the two copies share no state.`,
  }),
  "unbuilt-native": ({ package: id, path, approve }) => ({
    message: `${id} in ${path} has native code that was never built: there is no binary in it.`,
    hint: `Allow its install script (${approve}), and pack again.`,
  }),
  "stale-injected": ({ package: id, path, source, install }) => ({
    message: `${id} is packed from the copy in ${path}, whose files differ from those in ${source}.`,
    hint: `Run ${install} to have the copy made again, and pack again.`,
  }),
  "missing-peer": ({ package: id, name, range, declaredIn }) => ({
    message: `${id} needs its peer ${name}@${range} (${declaredIn}), which is not installed where it would be found.`,
    hint: `Add ${name} to the dependencies of the package that uses ${nameOfId(id)}, and install.`,
  }),
  "missing-platform-package": ({ package: id, name, platform, declaredIn, install }) => ({
    message: `${id} has the package ${name} for ${platform} (${declaredIn}), but it is not installed.`,
    hint: `Run ${install} and pack again; in a copy of the workspace, which --platform-packages then names, it leaves this machine's packages alone.`,
  }),
  "platform-mismatch": ({ package: id, platform, declaredIn }) => ({
    message: `${id}, which is required by ${declaredIn}, says that it does not run on ${platform}.`,
    hint: "Replace it, or make it an optional dependency so that it can be left out.",
  }),
  "optional-incomplete": ({ package: id, name, range, declaredIn }) => ({
    message: `The optional package ${id} may not work: ${name}@${range} (${declaredIn}) is not installed.`,
    hint: "Install again; if the package is not wanted, leave it out with --exclude-package.",
  }),
  "outside-workspace": ({ package: id, path }) => ({
    message: `${id} is linked from ${path}, outside of the workspace, where another machine may have other files.`,
    hint: "Move the package into the workspace, or install a published version.",
  }),
  "found-above-root": ({ name, path, declaredIn }) => ({
    message: `${name} (${declaredIn}) is found only above the workspace root, in ${path}, and is not packed.`,
    hint: "Install it in the workspace, or remove the one above the root.",
  }),
  "excluded-but-needed": ({ package: id, excluded, declaredIn }) => ({
    message: `${id} depends on ${excluded} (${declaredIn}), which you left out.`,
    hint: "There is nothing to do if the code never loads it, or finds it in a layer or the runtime.",
  }),
  "excluded-kept": ({ package: id, excluded, dependents }) => ({
    message: `${id} stays although ${excluded} is left out, since ${listOf(dependents)} ${needs(dependents)} it.`,
    hint: `Leave ${dependents.length === 1 ? "that package" : "those packages"} out as well to be rid of it.`,
  }),
  "link-in-bundle": ({ path, target }) => ({
    message: `${path} is a link to ${target}, since packages that depend on each other have no finite layout of copies.`,
    hint: "There is nothing to do on Lambda; some unzip tools of other systems make a text file of it.",
  }),
  "siblings-apart": ({ package: id, path, sibling }) => ({
    message: `${id} in ${path} may load native code of ${sibling} by a relative path, but another version lies beside it.`,
    hint: `Let who depends on ${nameOfId(id)} ask for no other version of ${nameOfId(sibling)}, and install again.`,
  }),
  "empty-package": ({ package: id, path, patterns }) => ({
    message: `${id} in ${path} is packed without any file of its own${patternsText(patterns)}.`,
    hint: "Build the package first, or correct the files field of its package.json.",
  }),
  "main-missing": ({ package: id, path, main }) => ({
    message: `${id} names ${main} as its main file, which is not among the packed files of ${path}.`,
    hint: "Build the package first, or correct main or files in its package.json.",
  }),
  "link-leaves-package": ({ package: id, path, target }) => ({
    message: `The link ${path} of ${id} leads out of the package, to ${target}, and is left out.`,
    hint: "Copy the file into the package if it is needed at run time.",
  }),
  "dangling-link": ({ package: id, path, target }) => ({
    message: `The link ${path} of ${id} leads to ${target}, which does not exist, and is left out.`,
    hint: "Install or build the package again, or remove the link.",
  }),
  "link-loop": ({ package: id, path, target }) => ({
    message: `The link ${path} of ${id} leads back into itself through ${target}, and is left out.`,
    hint: "Remove the link; nothing that is needed can lie behind it.",
  }),
  "special-file": ({ package: id, path, target }) => ({
    message: `${path} of ${id} is a ${target}, not a file, and is left out.`,
    hint: "Remove it, or move it out of the package's folder.",
  }),
  "secret-left-out": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "looks like a secret and is" : "look like secrets and are"} left out.`,
    hint:
      paths.length === 1
        ? "Pack it with --include if the function reads it."
        : "Pack those that the function reads with --include.",
  }),
  "certificate-left-out": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "is" : "are"} left out, since a .pem file may be a private key.`,
    hint: "If the function reads it, add it to include; if not, to exclude.",
  }),
  "unused-pattern": ({ package: id, pattern }) => ({
    message: `The pattern ${pattern} fits nothing in ${id}.`,
    hint: "Correct or remove it.",
  }),
  "platform-files-left-out": ({ package: id, platform, files, bytes }) => ({
    message: `${formatCount(files)} ${files === 1 ? "file" : "files"} of ${id}, ${formatCount(bytes)} bytes, made for other platforms than ${platform}, ${files === 1 ? "is" : "are"} left out.`,
    hint: "There is nothing to do; include brings back what is needed all the same.",
  }),
  "deprecated-runtime": ({ runtime, since, createBlocked, updateBlocked }) => ({
    message: `AWS has deprecated the runtime ${runtime}: ${runtimeDates(since, createBlocked, updateBlocked)}.`,
    hint: "Move the function to a newer runtime and set it with --runtime.",
  }),
  "unknown-runtime": ({ runtime }) => ({
    message: `${runtime} is no runtime that AWS had released for general use when this version of lambda-pack was made.`,
    hint: "Correct --runtime if that is a slip; packing does not depend on it otherwise.",
  }),
};

function needs(dependants: readonly string[]): string {
  return dependants.length === 1 ? "needs" : "need";
}

/** Dates alone: whether they are past is for the reader's calendar to say. */
function runtimeDates(since: string, createBlocked: string | undefined, updateBlocked: string | undefined): string {
  const dates = [
    `support ended on ${since}`,
    ...(createBlocked === undefined ? [] : [`no functions are created from ${createBlocked}`]),
    ...(updateBlocked === undefined ? [] : [`none updated from ${updateBlocked}`]),
  ];
  return dates.join(", ");
}

function patternsText(patterns: readonly string[]): string {
  return patterns.length === 0 ? "" : `: nothing fits ${listOf(patterns)}`;
}
