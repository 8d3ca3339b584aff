import { posix, relative, sep } from "node:path";
import { explainHandler, explainImport } from "@lambda-pack/check";
import type { AskedImport, ModuleOptions } from "@lambda-pack/check";
import { behaviourOf, isFromRuntime, pathInside } from "@lambda-pack/model";
import type { Finding } from "@lambda-pack/model";
import { describeFinding } from "../../messages/describe-finding.ts";
import type { FailedInvoke } from "./failed-invoke.ts";

/** Node's texts for what it does not find: `Cannot find module 'x'`, and what follows says who asked. */
const MISSING = /^(?:Error: )?Cannot find (?:module|package) '([^']+)'(.*)$/su;

/** The file that Lambda's own client is; what it requires itself is the handler. */
const CLIENT = "/var/runtime/index.mjs";

/**
 * Which import failed and what to do about it; undefined for an error that is not Node's, whatever it says: code that is bundled
 * throws errors with Node's texts.
 */
export async function explainMissing(failed: FailedInvoke): Promise<string | undefined> {
  const { payload, opened, taskRoot } = failed;
  const [, missing = "", rest = ""] = MISSING.exec(payload.errorMessage) ?? [];
  if (missing === "") return undefined;
  if (rest.startsWith('. Please verify that the package.json has a valid "main" entry')) {
    return deadEnd(failed, missing, "main");
  }
  // Where `exports` lead, `require` does not say who asked.
  const isPath = missing.startsWith("/") || /^[A-Za-z]:[\\/]/u.test(missing);
  if (rest === "" && isPath && pathInBundle(missing, taskRoot) !== undefined) {
    return deadEnd(failed, missing, "exports or imports");
  }
  const from = /^(?:\nRequire stack:\n- | imported from )([^\n]+)/u.exec(rest)?.[1];
  if (from === CLIENT) return payload.errorType === "Runtime.ImportModuleError" ? missingHandler(failed) : undefined;
  const file = from === undefined ? undefined : pathInBundle(from, taskRoot);
  if (file === undefined) return undefined;
  const asked: AskedImport = isPath
    ? { path: file, isMeant: leadsTo(posixPath(relative(taskRoot, missing)), file) }
    : { path: file, specifier: missing };
  const finding = await explainImport(opened, moduleOptions(failed), asked);
  if (finding?.kind !== "unresolved-import") return undefined;
  return describeMissing(finding, failed);
}

function moduleOptions({ opened }: FailedInvoke): ModuleOptions {
  return { runtime: opened.options.runtime, ...opened.source?.facts };
}

/** Of an ES module, Node says only where its import led. */
function leadsTo(target: string, file: string): NonNullable<AskedImport["isMeant"]> {
  return ({ specifier, found }) => {
    if (found.kind !== "unresolved") return false;
    if (/^\.{1,2}(?:\/|$)/u.test(specifier)) return posix.join(posix.dirname(file), specifier) === target;
    return (
      found.leadsTo?.path === target ||
      (found.name !== undefined && `/${target}`.includes(`/node_modules/${specifier}`))
    );
  };
}

function describeMissing(finding: Finding & { readonly kind: "unresolved-import" }, failed: FailedInvoke): string {
  const { message, hint } = describeFinding(finding);
  const { name, reason, cause, path, package: owner, shouldDeclare, installed, declaredBy } = finding;
  if (cause !== undefined || reason !== "no-package" || name === undefined) return `${message} ${hint}`;
  const hoisted =
    installed === undefined ? "" : `; the monorepo has ${installed.version} in ${installed.path} by hoisting alone`;
  const declared = declaredBy === undefined ? "" : `; ${declaredBy.file} declares it as ${declaredBy.range}`;
  const there = isFromRuntime(name, behaviourOf(failed.opened.options.runtime))
    ? "; the runtime on Lambda provides one, in a version of AWS's choice"
    : "";
  return `${path} of ${owner} imports ${name}, which ${shouldDeclare} should declare in its dependencies${hoisted}${declared}${there}.`;
}

/** A file that a package.json names, and that is not there. */
function deadEnd({ opened: { bundle }, taskRoot }: FailedInvoke, missing: string, field: string): string {
  const path = posixPath(relative(taskRoot, missing));
  const places = [...bundle.places.keys()].filter((place) => place !== "" && path.startsWith(`${place}/`));
  const place = places.toSorted((a, b) => b.length - a.length)[0] ?? bundle.root;
  const owner = bundle.packages.get(bundle.places.get(place) ?? bundle.target);
  const file = pathInside(place, path);
  const build = owner?.importer === true ? "Build it" : "Install it again";
  return `${field} of ${owner?.name ?? bundle.label} leads to ${file}, which is not in the bundle. ${build}, and check that files in its package.json includes the file.`;
}

async function missingHandler(failed: FailedInvoke): Promise<string> {
  const { handler, opened } = failed;
  const finding = await explainHandler(opened, { ...moduleOptions(failed), handler });
  const described = finding && describeFinding(finding);
  if (described === undefined || described.kind === "handler-missing") {
    const hint = described === undefined ? "" : ` ${described.hint}`;
    return `There is no file for the handler ${handler}; set lambdaPack.handler or --handler.${hint}`;
  }
  return `${described.message} ${NO_LAYERS}`;
}

/** What lambda-pack cannot do here, and what can be done. */
const NO_LAYERS =
  "Layers and wrappers are not part of a run here: pass the function's own handler with --handler, or start its program yourself.";

/** Why Lambda's client takes a handler's name for none: a program without a dot is one that a wrapper starts. */
export async function explainMalformed(failed: FailedInvoke): Promise<string> {
  const { handler, opened } = failed;
  const finding = await explainHandler(opened, { ...moduleOptions(failed), handler });
  if (finding?.kind === "handler-provided" || finding?.kind === "handler-script") {
    return `${describeFinding(finding).message} ${NO_LAYERS}`;
  }
  return `A handler is a file without its extension, a dot and an export, such as index.handler; ${handler} is not.`;
}

export function pathInBundle(path: string, taskRoot: string): string | undefined {
  const inside = relative(taskRoot, path);
  return inside === "" || inside.startsWith("..") ? undefined : posixPath(inside);
}

function posixPath(path: string): string {
  return path.split(sep).join("/");
}
