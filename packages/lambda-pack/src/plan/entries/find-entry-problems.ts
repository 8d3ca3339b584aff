import type { PackageFiles, PackageId, Problem, Selection, Workspace } from "@lambda-pack/model";
import type { SourceFileSystem } from "@lambda-pack/workspace";
import { handlersOf } from "../../config/effective-options.ts";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import { isEmpty, isMainAbsent, mainProblems, otherProblems } from "./package-problems.ts";
import type { MainProblem } from "./package-problems.ts";
import { openOwnPackage } from "./own-package.ts";
import { openRequests } from "./open-requests.ts";
import type { IsAskedFor } from "./open-requests.ts";
import { reachRequired } from "./reach-required.ts";
import { handlerProblems, onlyTypescript } from "./target-problems.ts";

export interface EntryRequest {
  readonly selection: Selection;
  readonly listed: readonly ListedFiles[];
  readonly options: Pick<EffectiveOptions, "handler" | "otherHandlers" | "prefix">;
  readonly workspace: Workspace;
  readonly source: SourceFileSystem;
}

interface ListedFiles {
  readonly id: PackageId;
  readonly files: PackageFiles;
  readonly rules: { readonly exclude: readonly string[] };
}

/**
 * What Lambda or Node looks for in packages of the workspace and would not find: the handler, or without one what the target's
 * package.json names, and what those of the packages that it requires name. It is an error where the function cannot run without.
 * Of third-party packages nothing is said: their authors have published them so.
 */
export function findEntryProblems(request: EntryRequest): readonly Problem[] {
  const { selection, listed, options, workspace, source } = request;
  const required = reachRequired(selection);
  const names = new Set([...selection.packages.values()].map(({ installed }) => installed.name));
  const ofWorkspace = listed.filter(({ id }) => selection.packages.get(id)?.installed.importer === true);
  const isAskedFor = openRequests(
    ofWorkspace.map(({ files }) => files),
    source,
  );
  return listed.flatMap(({ id, files, rules }): readonly Problem[] => {
    const installed = selection.packages.get(id)?.installed;
    if (installed?.importer !== true) return [];
    const own = openOwnPackage({ installed, files, exclude: rules.exclude, workspace, source });
    if (id === selection.target) return targetProblems(own, { ...options, names, isAskedFor });
    const main = mainProblems(own, required.has(id) ? "error" : "warning");
    if (isEmpty(own, own.manifest.main))
      return [empty(own, isMainAbsent(own) && required.has(id) ? "error" : "warning")];
    return [...main, ...otherProblems(own, { isTarget: false, isRequired: required.has(id), main, isAskedFor })];
  });
}

type Own = ReturnType<typeof openOwnPackage>;

interface TargetFacts extends Pick<EffectiveOptions, "handler" | "otherHandlers" | "prefix"> {
  /** Of the packages of the bundle. */
  readonly names: ReadonlySet<string>;
  readonly isAskedFor: IsAskedFor;
}

/** Where a handler is set, Lambda never looks at `main`. A layer has no handler, and nothing loads it by its name. */
function targetProblems(own: Own, { prefix, names, isAskedFor, ...options }: TargetFacts): readonly Problem[] {
  const isFunction = prefix === "";
  const handlers = handlersOf(options);
  const handled = handlers.length === 0 ? undefined : handlers.flatMap((each) => handlerProblems(own, each, names));
  const main = handled === undefined ? mainProblems(own, isFunction ? "error" : "warning").map(ofTarget) : [];
  if (isEmpty(own, handled === undefined ? own.manifest.main : undefined)) {
    const isCertain = isFunction && (handled === undefined || handled.length > 0);
    return [empty(own, isCertain ? "error" : "warning")];
  }
  const found = handled ?? (main.length > 0 || !isFunction ? main : onlyTypescript(own));
  return [...found, ...otherProblems(own, { isTarget: true, isRequired: true, main, isAskedFor })];
}

function ofTarget(problem: MainProblem): MainProblem {
  return { ...problem, ofTarget: true };
}

function empty({ about, manifest, build }: Own, severity: "error" | "warning"): Problem {
  const { main, files = [] } = manifest;
  const patterns = files.length > 0 ? files : main === undefined ? [] : [main];
  return { kind: "empty-package", ...about, patterns, ...build, severity };
}
