import { behaviourOf, currentRuntimes } from "@lambda-pack/model";
import { explainLeftOut } from "./explain-left-out.ts";
import { explainMalformed, explainMissing, pathInBundle } from "./explain-missing.ts";
import type { FailedInvoke } from "./failed-invoke.ts";

/** What to do about a failed invoke, in one or two sentences; undefined where only the function's authors can know. */
export async function explainFailure(failed: FailedInvoke): Promise<string | undefined> {
  const leftOut = await explainLeftOut(failed);
  if (leftOut !== undefined) return leftOut;
  const { errorType } = failed.payload;
  const explain = Object.hasOwn(explanations, errorType) ? explanations[errorType] : undefined;
  return (await explain?.(failed)) ?? (await explainMissing(failed)) ?? explainMessage(failed);
}

type Explain = (failed: FailedInvoke) => string | undefined | Promise<string | undefined>;

const explanations: Readonly<Record<string, Explain>> = {
  "Runtime.HandlerNotFound": ({ handler, opened: { bundle } }) =>
    `The handler ${handler} is not exported; set lambdaPack.handler or --handler, and see lambda-pack check ${bundle.label}.`,
  "Runtime.MalformedHandlerName": explainMalformed,
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

/** Texts of errors that code which runs throws as well, by `JSON.parse`, `new RegExp` or `new Function`. */
const AT_RUN_TIME = /JSON|BigInt|regular expression|Invalid flags|Invalid (?:URL|or unexpected)/u;

/** What reads a file that is no JavaScript puts its place before the error; in the contract with callbacks, Lambda omits that line. */
function explainSyntax({ payload: { errorMessage, trace = [] }, opened, taskRoot }: FailedInvoke): string | undefined {
  const [, requested, missing] =
    /The requested module '([^']+)' does not provide an export named '([^']+)'/u.exec(errorMessage) ?? [];
  if (requested !== undefined) {
    return `Import a name that ${requested} exports; if ${missing} is a type, write import type, so that the compiler drops it.`;
  }
  const file = trace
    .map((line) => pathInBundle(line.replace(/:\d+$/u, ""), taskRoot))
    .find((path) => path !== undefined && !path.includes(" "));
  if (file === undefined && AT_RUN_TIME.test(errorMessage)) return undefined;
  const what = file ?? "A file";
  const which = file === undefined ? ` See lambda-pack check ${opened.bundle.label} for its name.` : "";
  return /import statement|Unexpected token 'export'|import\.meta|await is only valid/u.test(errorMessage)
    ? `${what} is an ES module, which needs .mjs or "type": "module" in the nearest package.json: Lambda does not detect ES modules.${which}`
    : `${what} is not JavaScript that this runtime understands: correct it, or compile it for an older version.${which}`;
}

/** What the loaders of Linux and macOS say of a binary that they refuse, and Node of one that was made for another version. */
const BINARY =
  /(?:invalid ELF header|wrong ELF class|version [`'](?:GLIBC|GLIBCXX|CXXABI)_[\d.]+' not found|cannot open shared object file|not a valid Win32 application|incompatible architecture|slice is not valid mach-o file|Module did not self-register|was compiled against a different Node\.js version)/u;

function explainMessage({ payload: { errorMessage }, opened }: FailedInvoke): string | undefined {
  if (/ERR_REQUIRE_ESM|^(?:Error: )?require\(\) of ES Module \//u.test(errorMessage)) {
    return "Lambda turns off require() of ES modules, which Node.js allows here: load the package with import(), or use a version of it that is CommonJS.";
  }
  if (BINARY.test(errorMessage)) {
    return `A native binary does not fit this machine, or Lambda: see lambda-pack check ${opened.bundle.label}.`;
  }
  return undefined;
}
