import { defined, isFromRuntime } from "@lambda-pack/model";
import type { Finding, FindingSeverity } from "@lambda-pack/model";
import type { Resolution, Unresolved } from "@lambda-pack/scan";
import { askPlace, failureSeverity } from "./asked-in.ts";
import type { AskedIn } from "./asked-in.ts";
import { findCause, isForDevelopment } from "./find-cause.ts";
import { declarationOf, manifestOf } from "./owner.ts";
import type { Declaration } from "./owner.ts";

/**
 * What is said of an import that nothing in the bundle answers:
 * 1. nothing where the failure is caught, where the package may be missing by its declaration, or was left out on purpose;
 * 2. a note where Lambda's runtime provides the package;
 * 3. `module-sync` where that condition alone is what it needs;
 * 4. else that it does not resolve.
 */
export function unresolvedFindings(asked: AskedIn): readonly Finding[] {
  const { ask, owner, resolver, options } = asked;
  if (ask.found.kind !== "unresolved") return [];
  const { reason, name } = ask.found;
  const declaration = name === undefined ? undefined : declarationOf(owner, name);
  const most = severityOf(asked, declaration);
  if (most === undefined || declaration === "optional") return [];
  if (name !== undefined && options.isLeftOut?.(name) === true) return [];

  const fromRuntime = reason === "no-package" && name !== undefined && isFromRuntime(name, resolver.runtime);
  const cause = fromRuntime ? undefined : findCause(asked, ask.found);
  // An archive that is only a part of the function, such as a layer, may get the rest from elsewhere.
  const isNote = fromRuntime || cause?.kind === "resolved-by";
  const mayBeElsewhere = cause?.kind === "from-layer" || resolver.searchPaths.length === 0;
  const severity = isNote ? "note" : most === "error" && mayBeElsewhere ? "warning" : most;
  if (ask.here?.kind === "file") {
    return [
      { kind: "module-sync", ...askPlace(asked), here: ask.here.path, onLambda: undefined, when: ask.when, severity },
    ];
  }
  return [
    {
      kind: "unresolved-import",
      ...askPlace(asked),
      reason,
      ...defined({ name, leadsTo: ask.found.leadsTo }),
      shouldDeclare: manifestOf(owner),
      declared: declaration === "needed",
      ...(declaration === "development" ? { developmentOnly: true } : {}),
      ...(fromRuntime ? { fromRuntime: true } : {}),
      ...(cause === undefined || cause.kind === "from-layer" ? whoHas(asked, ask.found) : {}),
      ...defined({ cause }),
      when: ask.when,
      severity,
    },
  ];
}

/**
 * Its severity. What only development needs is asked for by tests and scripts, where nothing loads the file. What a
 * third-party package asks for later and declares nowhere, its makers know to be missing for most: a driver of another database.
 */
function severityOf({ ask, owner, path }: AskedIn, declaration: Declaration): FindingSeverity | undefined {
  if (ask.when === "never" && (declaration === "development" || isForDevelopment(path, ask.when))) return "note";
  const isLuxury = declaration !== "needed" && !owner.bundlePackage.importer && ask.when === "running";
  return isLuxury && isMissingPackage(ask.found) ? "note" : failureSeverity(ask.when);
}

function isMissingPackage(found: Resolution): boolean {
  return found.kind === "unresolved" && found.reason === "no-package";
}

function whoHas({ owner, options }: AskedIn, { reason, name }: Unresolved): Pick<Found, "installed" | "declaredBy"> {
  if (reason !== "no-package" || name === undefined) return {};
  const installed = options.findInstalled?.(owner.bundlePackage, name);
  return defined({
    installed: installed && { version: installed.version, path: installed.path },
    declaredBy: options.findDeclaration?.(name, owner.bundlePackage),
  });
}

type Found = Extract<Finding, { readonly kind: "unresolved-import" }>;
