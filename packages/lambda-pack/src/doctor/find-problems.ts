import { formatCount } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";
import { checkTarget, semver } from "@lambda-pack/workspace";
import type { WorkspaceFindings } from "@lambda-pack/workspace";
import { managerNames } from "./manager-names.ts";
import type { OutputFindings, DoctorProblem } from "./diagnosis.ts";

/** The problems of a workspace, as far as its findings show them. */
export function findProblems(found: WorkspaceFindings): readonly DoctorProblem[] {
  return [
    ...(found.error === undefined ? [] : [problemOf(found.error, "error")]),
    ...installProblems(found),
    ...buildProblems(found),
    ...lockfileProblems(found),
    ...managerProblems(found),
    ...importerProblems(found),
  ];
}

/** An expected error as a problem. */
export function problemOf({ message, hint = "" }: PackError, severity: DoctorProblem["severity"]): DoctorProblem {
  return { severity, message, hint };
}

/** A problem where this Node.js is not one that lambda-pack supports. */
export function nodeProblems(version: string, range: string): readonly DoctorProblem[] {
  if (semver.satisfies(version, range)) return [];
  const message = `lambda-pack requires Node.js ${range}, but runs on ${version}.`;
  return [{ severity: "error", message, hint: "Use a newer Node.js." }];
}

export function outputProblems({ leftovers }: OutputFindings): readonly DoctorProblem[] {
  if (leftovers.length === 0) return [];
  return [
    {
      severity: "warning",
      message: `A killed pack has left files behind: ${leftovers.join(", ")}.`,
      hint: "Remove them, unless a pack is running right now.",
    },
  ];
}

export function sandboxProblems(paths: readonly string[]): readonly DoctorProblem[] {
  if (paths.length === 0) return [];
  return [
    {
      severity: "warning",
      message: `Killed runs of functions have left unpacked bundles behind: ${paths.join(", ")}.`,
      hint: "Remove them; the next invoke or serve does so as well.",
    },
  ];
}

function installProblems({ installed, plugAndPlay, installCommand }: WorkspaceFindings): readonly DoctorProblem[] {
  const { missing, hoisted, own, linked } = installed;
  if (plugAndPlay || missing === 0) return [];
  const all = missing + hoisted + own + linked;
  const hint = `Run '${installCommand}'.`;
  return missing === all
    ? [
        {
          severity: "error",
          message: `None of the ${formatCount(all)} declared dependencies is installed.`,
          hint,
        },
      ]
    : [
        {
          severity: "warning",
          message: `${formatCount(missing)} of the ${formatCount(all)} declared dependencies ${missing === 1 ? "is" : "are"} not installed.`,
          hint,
        },
      ];
}

function buildProblems({ unbuiltDirs, installCommand }: WorkspaceFindings): readonly DoctorProblem[] {
  return unbuiltDirs.map((dir) => ({
    severity: "warning",
    message: `${dir}, which other packages are linked to by publishConfig.directory, has no package.json.`,
    hint: `Build the package, and then run '${installCommand}'.`,
  }));
}

function lockfileProblems({ lockfiles, packageManager }: WorkspaceFindings): readonly DoctorProblem[] {
  const used = lockfiles.find((one) => one.used);
  const others = lockfiles.filter((one) => !one.used).map(({ name }) => name);
  if (others.length === 0) return [];
  const message =
    used === undefined
      ? `${managerNames[packageManager]}, which installed the packages, does not use ${others.join(" and ")}.`
      : `There are several lockfiles: ${used.name} is used, ${others.join(" and ")} is not.`;
  return [{ severity: "warning", message, hint: "Keep the lockfile of the package manager that you use." }];
}

/** Lerna installs by another one, which its settings name; Yarn without a version may be either. */
function managerProblems({ packageManager, declared }: WorkspaceFindings): readonly DoctorProblem[] {
  const asked = declared?.packageManager;
  if (declared === undefined || asked === packageManager || packageManager === "lerna") return [];
  if (declared.text === "yarn" && packageManager === "yarn-berry") return [];
  const { text, file } = declared;
  const place = file === "lerna.json" ? "npmClient in lerna.json" : "packageManager in package.json";
  const message =
    asked === undefined
      ? `${place} declares ${text}, which is not supported; ${managerNames[packageManager]} is assumed.`
      : `${place} declares ${text}, but the workspace shows traces of ${managerNames[packageManager]}.`;
  const hint = `Install again with the package manager that you use, remove the other's lockfile, and correct ${place} if it names the other.`;
  return [{ severity: "warning", message, hint }];
}

function importerProblems({ importers, packageManager, rootMarks }: WorkspaceFindings): readonly DoctorProblem[] {
  const broken = importers.flatMap((importer) => {
    const error = checkTarget(importer);
    return error === undefined ? [] : [problemOf(error, "warning")];
  });
  const names = importers.flatMap(({ name }) => name ?? []);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const same = twice.map((name): DoctorProblem => {
    const paths = importers.filter((importer) => importer.name === name).map(({ path }) => (path === "" ? "." : path));
    const message = `Several packages of the workspace are named ${name}: ${paths.join(", ")}.`;
    return { severity: "warning", message, hint: "Rename all but one; until then, name them by their directories." };
  });
  const none: DoctorProblem = {
    severity: "warning",
    message: "The workspace has no packages besides its root.",
    hint: `Check which directories ${managerNames[packageManager]} takes for packages of the workspace.`,
  };
  const hasPackages = rootMarks.length === 0 || importers.some(({ path }) => path !== "");
  return [...broken, ...same, ...(hasPackages ? [] : [none])];
}
