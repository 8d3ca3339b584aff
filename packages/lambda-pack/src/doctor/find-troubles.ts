import { formatCount, isPackError } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";
import { semver } from "@lambda-pack/workspace";
import type { WorkspaceFindings } from "@lambda-pack/workspace";
import { managerNames } from "./manager-names.ts";
import type { OutputFindings, Trouble } from "./diagnosis.ts";

/** What is wrong with a workspace that can be told from what was found of it. */
export function findTroubles(found: WorkspaceFindings): readonly Trouble[] {
  return [
    ...(found.error === undefined ? [] : [troubleOf(found.error, "error")]),
    ...installTroubles(found),
    ...lockfileTroubles(found),
    ...managerTroubles(found),
    ...importerTroubles(found),
  ];
}

/** An expected error, as a trouble. */
export function troubleOf({ message, hint = "" }: PackError, severity: Trouble["severity"]): Trouble {
  return { severity, message, hint };
}

/** Whether the Node.js that runs this is one that it is made for. */
export function nodeTroubles(version: string, range: string): readonly Trouble[] {
  if (semver.satisfies(version, range)) return [];
  const message = `Node.js ${version} runs lambda-pack, which needs ${range}.`;
  return [{ severity: "error", message, hint: "Use a newer Node.js." }];
}

export function outputTroubles({ leftovers }: OutputFindings): readonly Trouble[] {
  if (leftovers.length === 0) return [];
  return [
    {
      severity: "warning",
      message: `There is what a pack leaves that is killed: ${leftovers.join(", ")}.`,
      hint: "Remove it, unless a pack is running just now.",
    },
  ];
}

function installTroubles({ installed, plugAndPlay, installCommand }: WorkspaceFindings): readonly Trouble[] {
  const { missing, hoisted, own, linked } = installed;
  if (plugAndPlay || missing === 0) return [];
  const all = missing + hoisted + own + linked;
  const hint = `Run '${installCommand}'.`;
  return missing === all
    ? [
        {
          severity: "error",
          message: `None of the ${formatCount(all)} dependencies that packages declare is installed.`,
          hint,
        },
      ]
    : [
        {
          severity: "warning",
          message: `${formatCount(missing)} of the ${formatCount(all)} dependencies that packages declare are not installed.`,
          hint,
        },
      ];
}

function lockfileTroubles({ lockfiles, packageManager }: WorkspaceFindings): readonly Trouble[] {
  const counts = lockfiles.find((one) => one.counts);
  const others = lockfiles.filter((one) => !one.counts).map(({ name }) => name);
  if (others.length === 0) return [];
  const message =
    counts === undefined
      ? `${others.join(" and ")} is of no use to ${managerNames[packageManager]}, which installed what is there.`
      : `There are several lockfiles: ${counts.name} counts, and ${others.join(" and ")} does not.`;
  return [{ severity: "warning", message, hint: "Keep the lockfile of the package manager that you use." }];
}

/** Lerna installs by another one, which its settings name; who asks for Yarn without a version gets either. */
function managerTroubles({ packageManager, declared }: WorkspaceFindings): readonly Trouble[] {
  const asked = declared?.packageManager;
  if (declared === undefined || asked === packageManager || packageManager === "lerna") return [];
  if (declared.text === "yarn" && packageManager === "yarn-berry") return [];
  const message =
    asked === undefined
      ? `The package manager that is asked for, ${declared.text}, is none that is known here; ${managerNames[packageManager]} is taken.`
      : `${declared.text} is asked for, but ${managerNames[packageManager]} has left its traces.`;
  return [
    {
      severity: "warning",
      message,
      hint: "Install again with the package manager that you use, and remove the other's lockfile.",
    },
  ];
}

function importerTroubles({ importers, packageManager }: WorkspaceFindings): readonly Trouble[] {
  const broken = importers.flatMap(({ manifest }) => (isPackError(manifest) ? [troubleOf(manifest, "warning")] : []));
  const names = importers.flatMap(({ name }) => name ?? []);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const same = twice.map((name): Trouble => {
    const message = `Several packages of the workspace are named ${name}.`;
    return { severity: "warning", message, hint: "Rename all but one; until then, name them by their directories." };
  });
  const none: Trouble = {
    severity: "warning",
    message: "The workspace has no packages besides its root.",
    hint: `Look at what ${managerNames[packageManager]} takes for its packages.`,
  };
  return [...broken, ...same, ...(importers.some(({ path }) => path !== "") ? [] : [none])];
}
