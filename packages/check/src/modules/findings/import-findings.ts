import { defined } from "@lambda-pack/model";
import type { Finding } from "@lambda-pack/model";
import { fileFormat, isTypeScriptLoaded, splitSpecifier } from "@lambda-pack/scan";
import { askPlace, failureSeverity } from "./asked-in.ts";
import type { AskedIn } from "./asked-in.ts";
import { declarationOf, manifestOf } from "./owner.ts";
import { unresolvedFindings } from "./unresolved-findings.ts";

/** What is wrong with one import. In files that nothing is seen to load, only what does not resolve. */
export function importFindings(asked: AskedIn): readonly Finding[] {
  const { ask, resolver } = asked;
  if (ask.found.kind === "unresolved") return unresolvedFindings(asked);
  if (ask.found.kind !== "file" || ask.when === "never") return [];
  const format = fileFormat(ask.found.path, resolver.packageJsons, ask.by);
  const target = ask.found.path;
  const findings = [...moduleSyncFindings(asked, target), ...undeclaredFindings(asked, target)];
  const severity = failureSeverity(ask.when);
  if (severity === undefined) return findings;
  if (format === "typescript" && !isTypeScriptLoaded(target, resolver.runtime)) {
    findings.push({ kind: "typescript-import", ...askPlace(asked), target, when: ask.when, severity });
  } else if (ask.by === "require" && format === "module") {
    const least = resolver.runtime.requireOfModules === "unconfirmed" ? "warning" : severity;
    findings.push({ kind: "require-of-module", ...askPlace(asked), target, when: ask.when, severity: least });
  }
  return findings;
}

function moduleSyncFindings(asked: AskedIn, onLambda: string): Finding[] {
  const { here, when } = asked.ask;
  if (here?.kind !== "file" || here.path === onLambda || when === "guarded") return [];
  return [{ kind: "module-sync", ...askPlace(asked), here: here.path, onLambda, when, severity: "note" }];
}

/** A phantom dependency, which resolves by hoisting alone: where a package lies depends on what else is installed. */
function undeclaredFindings(asked: AskedIn, target: string): readonly Finding[] {
  const { ask, owner, ownerOf, options } = asked;
  const name = bareName(ask.specifier);
  const found = ownerOf(target);
  if (name === undefined || found === undefined || found.place === owner.place || owner.json === undefined) return [];
  const declaration = declarationOf(owner, name);
  if (declaration === "needed" || declaration === "optional") return [];
  const isOwn = owner.bundlePackage.importer;
  if (ask.when === "guarded" && !isOwn) return [];
  return [
    {
      kind: "undeclared-import",
      ...askPlace(asked),
      name,
      found: found.label,
      shouldDeclare: manifestOf(owner),
      ...(declaration === "development" ? { developmentOnly: true } : {}),
      ...defined({ declaredBy: isOwn ? options.findDeclaration?.(name, owner.bundlePackage) : undefined }),
      when: ask.when,
      severity: isOwn && ask.when !== "guarded" ? "warning" : "note",
    },
  ];
}

/** The package that a specifier names; undefined for paths and `#names`. */
function bareName(specifier: string): string | undefined {
  return specifier.startsWith("#") ? undefined : splitSpecifier(specifier)?.name;
}
