import { commonJs } from "../conformance-case.ts";
import type { ConformanceCase } from "../conformance-case.ts";

const shown = `const describe = (value) => typeof value === "function" ? "function " + value.length : value === undefined ? "undefined" : value;`;
const everyMethod = `
class TideError extends Error {}
const tide = { depth: 3 }; const cycle = {}; cycle.cycle = cycle;
exports.handler = async () => {
  for (const level of ["trace", "debug", "info", "log", "warn", "error", "fatal"]) console[level](level);
  console.log(); console.log(undefined); console.log(null); console.log("a\\nb"); console.log("%s is %d", "tide", 3, "more");
  console.log(tide, [1]); console.log(cycle); console.log(new TideError("ebb")); console.log("failed", new TideError("ebb"));
  console.log({ error: new TideError("ebb") }); console.log(3n); console.log("%o", tide); console.log("%%", 1);
  console.log(Object.assign(new TideError("ebb"), { code: "EDRY" })); console.log(() => 1); console.log(Symbol("s"));
  console.table([{ a: 1 }]); console.dir(tide); console.group("g"); console.log("in"); console.groupEnd(); console.count();
  console.assert(false, "asserted"); process.stdout.write("raw\\n"); console.error(new TideError("ebb"), "after");
};`;

/** What a handler sees around it, and how it logs. */
export const surroundingsCases: readonly ConformanceCase[] = [
  ...commonJs({
    "the keys of the context, in order": "exports.handler = async (event, context) => Object.keys(context);",
    "the values of the context": `${shown}\nexports.handler = async (event, context) => Object.fromEntries(Object.entries(context).map(([key, value]) => [key, describe(value)]));`,
    "the context as JSON": "exports.handler = async (event, context) => context;",
    "the time that remains":
      "exports.handler = async (event, context) => { const left = context.getRemainingTimeInMillis(); return Number.isInteger(left) && left > 50000 && left <= 60000; };",
    callbackWaitsForEmptyEventLoop:
      "exports.handler = async (event, context) => { const before = context.callbackWaitsForEmptyEventLoop; context.callbackWaitsForEmptyEventLoop = false; return [before, context.callbackWaitsForEmptyEventLoop]; };",
    "what the handler is called with":
      "exports.handler = function () { return Promise.resolve([arguments.length, typeof this]); };",
    "the environment":
      'const own = Object.keys(process.env).filter((key) => key !== "AWS_LAMBDA_RUNTIME_API").sort();\nexports.handler = async () => [own, process.env._X_AMZN_TRACE_ID, process.env._HANDLER];',
    "the working directory":
      "exports.handler = async () => [process.cwd() === __dirname, process.cwd() === process.env.LAMBDA_TASK_ROOT];",
    globals:
      "const { getOwnPropertyNames } = Object;\nexports.handler = async () => getOwnPropertyNames(globalThis).filter((name) => /lambda|aws/i.test(name));",
    "the invoke store":
      "exports.handler = async () => { const store = globalThis.awslambda?.InvokeStore; if (!store) return null; store.set('tide', 'spring'); return [store.getRequestId(), store.getXRayTraceId(), store.getTenantId(), store.get('tide'), store.hasContext(), store.isProtectedKey('tide')]; };",
    "the invoke store's protected keys":
      "exports.handler = async () => { const store = globalThis.awslambda?.InvokeStore; store?.set(Symbol.for('_AWS_LAMBDA_REQUEST_ID'), 'other'); return store === undefined; };",
    "require.main, module.parent and their like":
      "exports.handler = async () => [require.main === undefined, module.parent?.filename === undefined, require.cache[__filename] === module, module.children.length];",
    "listeners of the process":
      'exports.handler = async () => ["uncaughtException", "unhandledRejection", "beforeExit", "exit", "SIGTERM"].map((name) => process.listenerCount(name));',
    "every method of the console": everyMethod,
  }),
  {
    name: "every method of the console, as JSON",
    files: { "index.js": everyMethod },
    env: { AWS_LAMBDA_LOG_FORMAT: "JSON" },
  },
  {
    name: "every method of the console, as JSON from WARN on",
    files: { "index.js": everyMethod },
    env: { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: "WARN" },
  },
  {
    name: "every method of the console, FATAL only",
    files: { "index.js": everyMethod },
    env: { AWS_LAMBDA_LOG_LEVEL: "fatal" },
  },
  {
    name: "a level that there is not",
    files: { "index.js": 'exports.handler = async () => console.trace("tide");\n' },
    env: { AWS_LAMBDA_LOG_LEVEL: "LOUD" },
  },
  {
    name: "an error as JSON",
    files: {
      "index.js": 'exports.handler = async () => { throw Object.assign(new TypeError("ebb"), { depth: 3 }); };\n',
    },
    env: { AWS_LAMBDA_LOG_FORMAT: "JSON" },
  },
  {
    name: "a handler that is not there, as JSON",
    files: { "index.js": "exports.other = 1;\n" },
    env: { AWS_LAMBDA_LOG_FORMAT: "JSON" },
  },
  {
    name: "a missing package, as JSON",
    files: { "index.js": 'require("anchor");\n' },
    env: { AWS_LAMBDA_LOG_FORMAT: "JSON" },
  },
  {
    name: "an unheard rejection, as JSON",
    files: {
      "index.js":
        'exports.handler = async () => { Promise.reject(new Error("adrift")); await new Promise((r) => setTimeout(r, 200)); };\n',
    },
    env: { AWS_LAMBDA_LOG_FORMAT: "JSON" },
  },
  {
    name: "a client context",
    files: { "index.js": "exports.handler = async (event, context) => context.clientContext;\n" },
    clientContext: '{"client":{"app_title":"tide"},"custom":{"depth":3}}',
  },
  {
    name: "an event that is no JSON",
    files: { "index.js": "exports.handler = async (event) => event;\n" },
    events: ["{"],
  },
  {
    name: "the trace of each invoke",
    files: {
      "index.js": "exports.handler = async (event, context) => [process.env._X_AMZN_TRACE_ID, context.xRayTraceId];\n",
    },
    events: [1, 2],
  },
];
