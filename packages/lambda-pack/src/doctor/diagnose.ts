import { statSync } from "node:fs";
import { join } from "node:path";
import { defined, isPackError } from "@lambda-pack/model";
import { examineWorkspace } from "@lambda-pack/workspace";
import type { WorkspaceFindings } from "@lambda-pack/workspace";
import { conceal } from "./conceal.ts";
import type { DiagnosedWorkspace, Diagnosis, Layout, DoctorProblem } from "./diagnosis.ts";
import { examineOutputs } from "./examine-outputs.ts";
import { findProblems, nodeProblems, outputProblems, problemOf, sandboxProblems } from "./find-problems.ts";
import type { Host, Tool } from "./host.ts";
import { isPackable, settingProblems } from "./setting-problems.ts";
import { SCHEMA_VERSION } from "../report/schema-version.ts";

export interface DiagnoseOptions {
  /** Absolute path. */
  readonly cwd: string;
  readonly tool: Tool;
  readonly host: Host;
  /** Absolute paths of the unpacked bundles that killed runs have left. */
  readonly leftSandboxes: readonly string[];
}

/** Checks the tool, the machine and the monorepo around a directory for common problems. Only reads, and throws nothing but bugs. */
export async function diagnose({ cwd, tool, host, leftSandboxes }: DiagnoseOptions): Promise<Diagnosis> {
  const found = await examine(cwd);
  const root = "root" in found ? found.root : undefined;
  const outputs = root === undefined ? undefined : examineOutputs(root);
  const problems = [
    ...nodeProblems(host.versions.node, tool.node),
    ...("root" in found ? [...findProblems(found), ...(await settingProblems(found))] : [found]),
    ...(outputs === undefined ? [] : outputProblems(outputs)),
    ...sandboxProblems(leftSandboxes),
  ];
  const concealed = (text: string) => conceal(text, { home: host.home, root });
  const { versions, platform, arch, release } = host;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { version: tool.version, installedIn: concealed(host.toolDir) },
    machine: { ...versions, platform, arch, release },
    ...("root" in found
      ? { workspace: workspaceOf(found, conceal(found.root, { home: host.home, root: undefined })) }
      : {}),
    ...defined({ outputs }),
    problems: problems
      .map((problem) => ({ ...problem, message: concealed(problem.message), hint: concealed(problem.hint) }))
      .toSorted((a, b) => rank(a) - rank(b)),
  };
}

async function examine(cwd: string): Promise<WorkspaceFindings | DoctorProblem> {
  try {
    return await examineWorkspace(cwd);
  } catch (error) {
    if (isPackError(error)) return problemOf(error, "error");
    throw error;
  }
}

function rank({ severity }: DoctorProblem): number {
  return severity === "error" ? 0 : 1;
}

function workspaceOf(found: WorkspaceFindings, root: string): DiagnosedWorkspace {
  const { importers, packageManager, recognizedBy, version, declared, installed, lockfiles } = found;
  const caseSensitive = isCaseSensitive(found.root);
  return {
    root,
    rootMarks: found.rootMarks,
    packages: importers.filter(({ path }) => path !== "").length,
    packable: importers.filter(isPackable).length,
    ...defined({ caseSensitive }),
    packageManager: {
      name: packageManager,
      recognizedBy,
      ...defined({ version, declared: declared?.text, declaredIn: declared?.file }),
    },
    layout: layoutOf(found),
    installed,
    lockfiles: lockfiles.map(({ error, ...lockfile }) => ({ ...lockfile, readable: error === undefined })),
  };
}

/** By most dependencies: a package's own copy may be there under any layout, for its version alone. */
function layoutOf({ plugAndPlay, installed: { hoisted, own, linked } }: WorkspaceFindings): Layout {
  if (plugAndPlay) return "plug-and-play";
  if (hoisted + own + linked === 0) return "none";
  if (linked > hoisted + own) return "isolated";
  return hoisted === 0 && linked === 0 ? "own" : "hoisted";
}

/** A file that is there under its own name is asked for by another one. */
function isCaseSensitive(root: string): boolean | undefined {
  const stats = (name: string) => statSync(join(root, name), { throwIfNoEntry: false });
  const file = stats("package.json");
  if (file === undefined) return undefined;
  return stats("PACKAGE.JSON")?.ino !== file.ino;
}
