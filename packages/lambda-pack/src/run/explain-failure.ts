import { relative, sep } from "node:path";
import { behaviourOf, currentRuntimes, isFromRuntime, pathBelow } from "@lambda-pack/model";
import type { ErrorPayload } from "@lambda-pack/runtime";
import { placeOf } from "../bundle/place-of.ts";
import type { InspectedBundle } from "../bundle/with-bundle.ts";

export interface FailedInvoke {
  readonly payload: ErrorPayload;
  readonly opened: InspectedBundle;
  /** Absolute real path of the unpacked bundle. */
  readonly taskRoot: string;
  readonly handler: string;
}

/** What to do about a failed invoke, in one or two sentences; undefined where only the function's authors can know. */
export function explainFailure(failed: FailedInvoke): string | undefined {
  return explanations[failed.payload.errorType]?.(failed) ?? explainMessage(failed);
}

const explanations: Readonly<Record<string, (failed: FailedInvoke) => string | undefined>> = {
  "Runtime.ImportModuleError": explainMissing,
  "Runtime.HandlerNotFound": ({ handler, opened: { bundle } }) =>
    `The handler ${handler} is not exported; set lambdaPack.handler or --handler, and see lambda-pack check ${bundle.label}.`,
  "Runtime.MalformedHandlerName": ({ handler }) =>
    `A handler is a file without its extension, a dot and an export, such as index.handler; ${handler} is not.`,
  "Runtime.UserCodeSyntaxError": explainSyntax,
  "Runtime.CallbackHandlerDeprecated": () =>
    `Make the handler an async function that returns its response${callbackRuntime === undefined ? "" : `, or choose --runtime ${callbackRuntime}`}.`,
  "Runtime.OutOfMemory": () => OUT_OF_MEMORY,
  "Runtime.ExitError": ({ payload: { errorMessage } }) =>
    exits.find(([pattern]) => pattern.test(errorMessage))?.[1] ??
    "Something in the bundle ended the process, by process.exit() or otherwise; a handler must return or throw instead.",
  "Sandbox.Timedout": () => "Give it more time with --timeout, or find what it waits for with --inspect.",
  "Function.ResponseSizeTooLarge": () =>
    "Stream the response, or return a reference to an object in S3: Lambda returns at most 6 MB.",
  "Runtime.UnhandledPromiseRejection": () => "Await every promise, or catch its rejection.",
};

/** The newest one whose handlers may have a callback. */
const callbackRuntime = currentRuntimes.findLast((runtime) => behaviourOf(runtime).contract === "callback");

const OUT_OF_MEMORY = "Give the function more memory with --memory, as on Lambda.";

const exits: readonly (readonly [RegExp, string])[] = [
  // What V8 does when its heap is full.
  [/signal: aborted/u, `The log shows the reason; if it is the heap, ${OUT_OF_MEMORY.replace(/^G/u, "g")}`],
  [
    /signal: (?:segmentation|bus|illegal|floating)/u,
    "Native code crashed: lambda-pack check shows binaries that do not fit.",
  ],
  [/signal: /u, "Something else on this machine ended the process."],
];

/** The file stands in the first line of the trace that leads into the bundle; in the contract with callbacks, Lambda omits that line. */
function explainSyntax({ payload: { errorMessage, trace = [] }, opened, taskRoot }: FailedInvoke): string {
  const file = trace
    .map((line) => pathInBundle(line.replace(/:\d+$/u, ""), taskRoot))
    .find((path) => path !== undefined);
  const what = file ?? "A file";
  const which = file === undefined ? ` See lambda-pack check ${opened.bundle.label} for its name.` : "";
  return /import statement|Unexpected token 'export'|import\.meta|await is only valid/u.test(errorMessage)
    ? `${what} is an ES module, which needs .mjs or "type": "module" in the nearest package.json: Lambda does not detect ES modules.${which}`
    : `${what} is not JavaScript that this runtime understands: correct it, or compile it for an older version.${which}`;
}

function explainMessage(failed: FailedInvoke): string | undefined {
  const { errorMessage } = failed.payload;
  if (/^Cannot find (?:module|package) '/u.test(errorMessage)) return explainMissing(failed);
  if (errorMessage.includes("ERR_REQUIRE_ESM") || /require\(\) of ES Module/u.test(errorMessage)) {
    return "Lambda turns off require() of ES modules, which Node.js allows here: load the package with import(), or use a version of it that is CommonJS.";
  }
  if (/\.node['": ]|GLIBC|ELF|mach-o|invalid ELF header/iu.test(errorMessage)) {
    return `A native binary does not fit this machine, or Lambda: see lambda-pack check ${failed.opened.bundle.label}.`;
  }
  return undefined;
}

/** Which file imports it, and which package.json should declare it. */
function explainMissing({ payload: { errorMessage }, opened, taskRoot, handler }: FailedInvoke): string | undefined {
  const { bundle } = opened;
  const [, missing] = /Cannot find (?:module|package) '([^']+)'/u.exec(errorMessage) ?? [];
  if (missing === undefined) return undefined;
  const [, from] = /(?:Require stack:\n- |imported from )(\S+)/u.exec(errorMessage) ?? [];
  const file = from === undefined ? undefined : pathInBundle(from, taskRoot);
  if (file === undefined) return `There is no file for the handler ${handler}; set lambdaPack.handler or --handler.`;
  if (/^(?:\.|\/)/u.test(missing)) return `${file} imports ${missing}, which is not in the bundle.`;
  const place = placeOf(bundle, file);
  const owner = bundle.packages.get(bundle.places.get(place) ?? bundle.target);
  const name = packageName(missing);
  const manifest = pathBelow(place, "package.json");
  const here = owner === undefined ? undefined : opened.source?.findInstalled(owner, name);
  const hoisted =
    here === undefined ? "" : `; the monorepo has ${here.version ?? "it"} in ${here.path} by hoisting alone`;
  const there = isFromRuntime(name, behaviourOf(opened.options.runtime))
    ? "; the runtime on Lambda provides one, in a version of AWS's choice"
    : "";
  return `${file} of ${owner?.id ?? bundle.label} imports ${name}, which ${manifest} should declare in its dependencies${hoisted}${there}.`;
}

function pathInBundle(path: string, taskRoot: string): string | undefined {
  const inside = relative(taskRoot, path);
  return inside === "" || inside.startsWith("..") ? undefined : inside.split(sep).join("/");
}

/** The package that a specifier names: `@scope/name/file` → `@scope/name`. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
