import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { link, withMode } from "@lambda-pack/test-support/disk/tree";
import { afterEach, describe, expect, test, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { Io } from "../../../src/cli/io.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";
import type { FakeIoOptions } from "../fake-io.ts";

vi.setConfig({ testTimeout: 60_000 });

interface Invoked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function invoke(argv: readonly string[], options: FakeIoOptions & Partial<Io>): Promise<Invoked> {
  const io = fakeIo(options);
  const code = await main(["invoke", ...argv], { ...io, ...options });
  return { code, out: io.out(), err: io.err() };
}

/** A monorepo whose function `mailer` is that code. */
async function mailer(code: string, lambdaPack: object = {}): Promise<string> {
  return botland({
    "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", lambdaPack },
    "packages/mailer/index.js": code,
  });
}

const invokeLine = '{\n    "StatusCode": 200,\n    "ExecutedVersion": "$LATEST"\n}\n';
const failureLine =
  '{\n    "StatusCode": 200,\n    "FunctionError": "Unhandled",\n    "ExecutedVersion": "$LATEST"\n}\n';

afterEach(() => {
  vi.unstubAllEnvs();
});

test("prints the payload and what the AWS command line prints; the log goes to standard error", async () => {
  const { code, out, err } = await invoke(["database"], { cwd: await botland() });
  expect({ code, out }).toEqual({ code: 0, out: `"   "\n${invokeLine}` });
  expect(err).toMatch(
    /^(?:lambda-pack: Node\.js .*\n)?START RequestId: .*\nEND RequestId: .*\nREPORT RequestId: .*\n$/u,
  );
});

test("--quiet prints the payload alone, and --out writes it into a file instead", async () => {
  const cwd = await botland();
  expect((await invoke(["database", "--quiet"], { cwd })).out).toBe('"   "\n');
  expect((await invoke(["database", "--out", "answer.json"], { cwd })).out).toBe(invokeLine);
  expect(await readFile(join(cwd, "answer.json"), "utf8")).toBe('"   "');
});

test("a file that the payload cannot be written to is reported", async () => {
  const { code, err } = await invoke(["database", "--out", "missing/answer.json"], { cwd: await botland() });
  expect(code).toBe(1);
  expect(err).toContain("missing/answer.json could not be written: ");
});

test("a handler that fails exits with 1, and its payload is what Lambda gives", async () => {
  const cwd = await mailer("exports.handler = async () => { throw new TypeError('no stamps'); };");
  const { code, out, err } = await invoke(["mailer"], { cwd });
  expect(code).toBe(1);
  const [payload = "", ...rest] = out.split("\n");
  expect(JSON.parse(payload)).toMatchObject({ errorType: "TypeError", errorMessage: "no stamps" });
  expect(rest.join("\n")).toBe(failureLine);
  expect(err.split("\n").at(-2)).toBe("lambda-pack: TypeError: no stamps");
});

test.each([
  ["JSON itself", '{"letters":2}', '{"letters":2}'],
  ["a file, which may begin with a mark", "event.json", '{"letters":3}'],
  ["standard input", "-", '{"letters":4}'],
])("the event is %s", async (_what, event, expected) => {
  const cwd = await mailer("exports.handler = async (event) => event;");
  await writeFile(join(cwd, "event.json"), '\uFEFF{"letters":3}');
  const options = { cwd, readInput: async () => '{"letters":4}' };
  expect((await invoke(["mailer", "--quiet", "--event", event], options)).out).toBe(`${expected}\n`);
});

test.each([
  ["{letters}", "The event {letters} is neither JSON ("],
  ["missing.json", "The event missing.json cannot be read: "],
  ["yarn.lock", "The event in yarn.lock is not JSON: "],
  ["-", "The event in standard input is not JSON: "],
])("an invalid event, %s, is reported before anything is unpacked", async (event, message) => {
  const { code, out, err } = await invoke(["mailer", "--event", event], { cwd: await botland() });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toContain(`lambda-pack: ${message}`);
});

test("an event that Lambda would not take is refused", async () => {
  const cwd = await botland({ "event.json": JSON.stringify("x".repeat(6 * 1024 * 1024)) });
  const { code, err } = await invoke(["mailer", "--event", "event.json"], { cwd });
  expect(code).toBe(1);
  expect(err).toContain("The event in event.json is too large: it has 6291458 bytes.");
});

test("a payload of more than 6 MB fails, with one line that says what to do", async () => {
  const cwd = await mailer("exports.handler = async () => 'x'.repeat(6 * 1024 * 1024 + 200);");
  const { code, out, err } = await invoke(["mailer", "--timeout", "20", "--memory", "512"], { cwd });
  expect(code).toBe(1);
  expect(out).toMatch(/^\{"errorType":"Function\.ResponseSizeTooLarge",/u);
  expect(err.split("\n").at(-2)).toMatch(
    /^lambda-pack: Function\.ResponseSizeTooLarge: .* — Stream the response, or /u,
  );
});

test.each([
  [["--timeout", "0"], "--timeout must be a whole number from 1 to 900, not 0."],
  [["--timeout", "99999999"], "--timeout must be a whole number from 1 to 900, not 99999999."],
  [["--memory", "64"], "--memory must be a whole number from 128 to 10240, not 64."],
  [["--repeat", "0"], "--repeat must be a whole number from 1 to 1000000, not 0."],
  [["--inspect=70000"], "--inspect must be a whole number from 1 to 65535, not 70000."],
  [["--env", "STAMPS"], '--env takes KEY=value, not "STAMPS".'],
  [["--client-context", "{"], "--client-context takes JSON: "],
  [["--handler", "a b"], "--handler must be a handler such as index.handler"],
])("wrong usage is reported and exits with 2: %j", async (words, message) => {
  const { code, out, err } = await invoke(["mailer", ...words], { cwd: await botland() });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(message);
});

test("the handler is the option's, else the setting's, else handler of main", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", main: "./lib", lambdaPack: {} },
    "packages/mailer/lib/index.js": "exports.handler = async () => 'main'; exports.other = async () => 'other';",
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      lambdaPack: { handler: "index.set" },
    },
    "packages/database/index.js": "exports.set = async () => 'setting';",
  });
  expect((await invoke(["mailer", "--quiet"], { cwd })).out).toBe('"main"\n');
  expect((await invoke(["mailer", "--quiet", "--handler", "lib/index.other"], { cwd })).out).toBe('"other"\n');
  expect((await invoke(["database", "--quiet"], { cwd })).out).toBe('"setting"\n');
});

test("a finished zip runs as the package does", async () => {
  const cwd = await botland();
  await main(["database", "--no-stage", "--out", "database.zip", "--quiet"], fakeIo({ cwd }));
  expect((await invoke(["database.zip", "--quiet"], { cwd })).out).toBe('"   "\n');
});

test("of the caller's environment nothing is passed on but what is asked for", async () => {
  vi.stubEnv("NODE_PATH", "/botland/node_modules");
  vi.stubEnv("NODE_OPTIONS", "--max-http-header-size=9000");
  vi.stubEnv("AWS_PROFILE", "botland");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "hidden");
  vi.stubEnv("STAMPS", "none");
  const cwd = await mailer("exports.handler = async () => process.env;");
  await writeFile(join(cwd, ".env"), "COLOR=red\nSIZE=small\n# a comment\n");
  const credentials = { AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret" };
  const read = async (...words: readonly string[]): Promise<Readonly<Record<string, string>>> =>
    JSON.parse((await invoke(["mailer", "--quiet", ...words], { cwd, credentials })).out);

  const plain = await read();
  expect(Object.keys(plain).toSorted()).toEqual([
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_XRAY_CONTEXT_MISSING",
    "AWS_XRAY_DAEMON_ADDRESS",
    "HOME",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "LANG",
    "LD_LIBRARY_PATH",
    "PATH",
    "TMPDIR",
    "TZ",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
  ]);
  expect(plain).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: "mailer", AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" });

  const given = await read("--env-file", ".env", "--env", "SIZE=large", "--env", "EQUATION=a=b", "--pass-credentials");
  expect(given).toMatchObject({ COLOR: "red", SIZE: "large", EQUATION: "a=b", ...credentials });
});

test("an environment file that is not there is reported", async () => {
  const { code, err } = await invoke(["mailer", "--env-file", "missing.env"], { cwd: await botland() });
  expect(code).toBe(1);
  expect(err).toContain("The environment file missing.env cannot be read: ");
});

test("--repeat invokes a warm process again, and one failure is enough to fail", async () => {
  const cwd = await mailer(
    "let count = 0; exports.handler = async () => { if (++count === 2) throw new Error('second'); return count; };",
  );
  const { code, out, err } = await invoke(["mailer", "--repeat", "3", "--quiet"], { cwd });
  expect(code).toBe(1);
  expect(out.split("\n").map((line) => line.slice(0, 20))).toEqual(["1", '{"errorType":"Error"', "3", ""]);
  expect(err.match(/Init Duration/gu)).toHaveLength(1);
});

test("the context has the client's, the memory and the time that is left", async () => {
  const cwd = await mailer(
    "exports.handler = async (event, context) => [context.clientContext, context.memoryLimitInMB, context.getRemainingTimeInMillis()];",
  );
  const words = ["--client-context", '{"app":"bot"}', "--memory", "256", "--timeout", "20", "--quiet"];
  const [client, memory, left]: readonly unknown[] = JSON.parse((await invoke(["mailer", ...words], { cwd })).out);
  expect([client, memory]).toEqual([{ app: "bot" }, "256"]);
  expect(left).toBeGreaterThan(10_000);
  expect(left).toBeLessThanOrEqual(20_000);
});

test("--runtime decides how handlers answer", async () => {
  const cwd = await mailer("exports.handler = (event, context, callback) => callback(null, 'called back');");
  expect((await invoke(["mailer", "--quiet"], { cwd })).out).toBe('"called back"\n');
  const newer = await invoke(["mailer", "--runtime", "nodejs24.x", "--quiet"], { cwd });
  expect(newer.code).toBe(1);
  expect(newer.out).toContain("Runtime.CallbackHandlerDeprecated");
  expect(newer.err).toContain(
    " — Make the handler an async function that returns its response, or choose --runtime nodejs22.x.\n",
  );
});

test("another Node.js is reported, and an invalid one is refused", async () => {
  const cwd = await mailer("exports.handler = async () => process.version;");
  const major = process.versions.node.split(".")[0] ?? "";
  const { out, err } = await invoke(["mailer", "--node", process.execPath, "--runtime", "nodejs18.x"], { cwd });
  expect(out).toContain(process.version);
  expect(err).toMatch(
    `lambda-pack: Node.js ${major} runs this function for nodejs18.x; use --node for another version.\n`,
  );
  const wrong = await invoke(["mailer", "--node", "./yarn.lock"], { cwd });
  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain("lambda-pack: ./yarn.lock cannot run the function: ");
});

test.each<[what: string, code: string, words: readonly string[], line: string | RegExp]>([
  [
    "that the monorepo has by hoisting alone",
    "exports.handler = async () => require('left-pad')('', 3);",
    [],
    "lambda-pack: Error: Cannot find module 'left-pad' — index.js of @botland/mailer@2.0.0 imports left-pad, which package.json should declare in its dependencies; the monorepo has 1.3.0 in node_modules/left-pad by hoisting alone.",
  ],
  [
    "while it is loaded",
    "const pad = require('right-pad'); exports.handler = async () => pad;",
    [],
    "lambda-pack: Runtime.ImportModuleError: Error: Cannot find module 'right-pad' — index.js of @botland/mailer@2.0.0 imports right-pad, which package.json should declare in its dependencies.",
  ],
  [
    "of Lambda's own",
    "require('@aws-sdk/client-s3');",
    [],
    /imports @aws-sdk\/client-s3, .*; the runtime on Lambda provides one, in a version of AWS's choice\.$/u,
  ],
  [
    "of an older runtime's own",
    "require('aws-sdk');",
    ["--runtime", "nodejs16.x"],
    /imports aws-sdk, .*; the runtime on Lambda provides one, in a version of AWS's choice\.$/u,
  ],
  ["of what a newer runtime has no longer", "require('aws-sdk');", [], /imports aws-sdk, .* in its dependencies\.$/u],
  [
    "of a file",
    "require('./stamps');",
    [],
    /— index\.js:1 of @botland\/mailer@2\.0\.0 imports \.\/stamps, but there is no such file in the bundle: the function fails to load\. Build the package, /u,
  ],
  ["of the handler", "", ["--handler", "missing.handler"], /— There is no file for the handler missing\.handler; /u],
  [
    "of an export",
    "",
    [],
    /^lambda-pack: Runtime\.HandlerNotFound: .* — The handler index\.handler is not exported; /u,
  ],
  [
    "in its name",
    "",
    ["--handler", "index"],
    /^lambda-pack: Runtime\.MalformedHandlerName: .* — A handler is a file /u,
  ],
  [
    "in ES module syntax",
    "export const handler = 1;",
    [],
    / — A file is an ES module, which needs \.mjs or .* See lambda-pack check @botland\/mailer for its name\.$/u,
  ],
  [
    "in its syntax",
    "exports.handler = (;",
    [],
    / — A file is not JavaScript that this runtime understands: .* See lambda-pack check @botland\/mailer for its name\.$/u,
  ],
  [
    "of time",
    "exports.handler = () => new Promise(() => setInterval(() => {}, 1000));",
    ["--timeout", "1"],
    /^lambda-pack: Sandbox\.Timedout: .* Task timed out after 1\.00 seconds — Give it more time with --timeout, /u,
  ],
  [
    "by an exit",
    "exports.handler = async () => process.exit(3);",
    [],
    /exit status 3 — Something in the bundle ended /u,
  ],
  [
    "of memory in buffers",
    "exports.handler = async () => { const all = []; for (;;) { all.push(Buffer.alloc(1 << 23, 1)); await new Promise(setImmediate); } };",
    ["--timeout", "20"],
    /^lambda-pack: Runtime\.OutOfMemory: .* — Give the function more memory with --memory, as on Lambda\.$/u,
  ],
])("a lack %s is reported as Lambda reports it, with one line about what to do", async (...[, source, words, line]) => {
  const { code, out, err } = await invoke(["mailer", ...words], { cwd: await mailer(source) });
  expect(code).toBe(1);
  expect(JSON.parse(out.split("\n")[0] ?? "")).toMatchObject({ errorType: expect.any(String) });
  expect(out).toContain(failureLine);
  const ours = err.split("\n").filter((text) => text.startsWith("lambda-pack: ") && !text.includes("use --node"));
  expect(ours).toEqual([expect.stringMatching(line)]);
  expect(err.endsWith(`${ours[0] ?? ""}\n`)).toBe(true);
});

test("nothing of the monorepo is found or written, and the temporary directory is gone", async () => {
  const cwd = await mailer(`
    const fs = require("node:fs"), path = require("node:path");
    exports.handler = async () => ({
      root: process.env.LAMBDA_TASK_ROOT,
      found: ["left-pad", "@botland/shared", "vitest"].filter((name) => { try { return require.resolve(name); } catch { return false; } }),
      modes: ["", "index.js"].map((file) => (fs.statSync(path.join(__dirname, file)).mode & 0o777).toString(8)),
    });
  `);
  const before = await listed(cwd);
  const { out } = await invoke(["mailer", "--quiet"], { cwd });
  const answer: { root: string; found: unknown; modes: unknown } = JSON.parse(out);
  expect(answer).toMatchObject({ found: [], modes: ["555", "444"] });
  expect(existsSync(answer.root)).toBe(false);
  expect(await listed(cwd)).toEqual(before);
});

test("who interrupts gets 130 at once, and nothing about a failure", async () => {
  const cwd = await mailer(
    "exports.handler = () => { console.log('up'); return new Promise(() => setInterval(() => {}, 1000)); };",
  );
  const interruption = new AbortController();
  const io = fakeIo({ cwd, signal: interruption.signal });
  const invoked = main(["invoke", "mailer", "--timeout", "60"], io);
  await vi.waitUntil(() => io.err().includes("\tup\n"), { timeout: 20_000 });
  interruption.abort("SIGINT");
  expect(await invoked).toBe(130);
  expect(io.out()).toBe("");
  expect(io.err()).toMatch(/\nlambda-pack: The command was interrupted\.\n$/u);
});

async function listed(directory: string): Promise<readonly string[]> {
  return (await readdir(directory, { recursive: true })).toSorted();
}

/** A monorepo whose function `picker` is this file, beside `@orchard/basket`, whose main file is not there. */
async function orchard(file: string, code: string): Promise<string> {
  return botland({
    "packages/picker/package.json": {
      name: "picker",
      version: "1.0.0",
      dependencies: { "@orchard/basket": "1.0.0", ladder: "1.0.0" },
      imports: { "#gone": "./gone.js" },
    },
    [`packages/picker/${file}`]: code,
    "packages/basket/package.json": { name: "@orchard/basket", version: "1.0.0", main: "dist/index.js" },
    "packages/basket/tool.js": "exports.t = 1;",
    "node_modules/@orchard/basket": link("../../packages/basket"),
    "node_modules/ladder/package.json": { name: "ladder", version: "1.0.0", exports: "./dist/index.js" },
  });
}

/** The last line of an invoke of picker. */
async function picked(file: string, code: string, runtime: string): Promise<string> {
  const words = ["picker", "--handler", file.replace(/\.m?js$/u, ".handler"), "--runtime", runtime, "--quiet"];
  const { out, err } = await invoke(words, { cwd: await orchard(file, code) });
  expect(`${out}${err.split("\n").at(-2)}`).not.toMatch(/lambda-pack-/u);
  return err.split("\n").at(-2) ?? "";
}

const missingMain =
  / — main of @orchard\/basket leads to dist\/index\.js, which is not in the bundle\. Build it, and check that files /u;
const outside =
  / — index\.m?js:1 of picker@1\.0\.0 imports \.\.\/basket\/tool\.js, which leads out of picker, into @orchard\/basket \(packages\/basket\/tool\.js\): .* Add @orchard\/basket to the dependencies in package\.json, and import it by its name\.$/u;

describe.each(["nodejs22.x", "nodejs24.x"])("of a function for %s", (runtime) => {
  test.each<[what: string, file: string, code: string, line: RegExp]>([
    ["a main file, at its call", "index.js", "exports.handler = async () => require('@orchard/basket')", missingMain],
    ["a main file, at its load", "index.js", "require('@orchard/basket');", missingMain],
    [
      "a main file, in an ES module",
      "index.mjs",
      "import '@orchard/basket'; export const handler = 1;",
      / — index\.mjs:1 of picker@1\.0\.0 imports @orchard\/basket, but main of @orchard\/basket leads to node_modules\/@orchard\/basket\/dist\/index\.js, which is not in the bundle: /u,
    ],
    [
      "what exports lead to",
      "index.js",
      "require('ladder');",
      / — exports or imports of ladder leads to dist\/index\.js, which is not in the bundle\. Install it again, /u,
    ],
    [
      "what imports lead to",
      "index.js",
      "require('#gone');",
      / — exports or imports of picker leads to gone\.js, which is not in the bundle\. Build it, /u,
    ],
    [
      "a file of a package, in an ES module",
      "index.mjs",
      "import '@orchard/basket/nix.js'; export const handler = 1;",
      / imports @orchard\/basket\/nix\.js, but @orchard\/basket has no such file in the bundle: /u,
    ],
    ["a file of another package", "index.js", "require('../basket/tool.js');", outside],
    ["a file of another package, in an ES module", "index.mjs", "import '../basket/tool.js';", outside],
    [
      "a file of another package, at its call",
      "index.mjs",
      "export const handler = async () => import('../basket/tool.js');",
      outside,
    ],
    [
      "an own file, in an ES module",
      "index.mjs",
      "import './pad.mjs'; export const handler = 1;",
      / — index\.mjs:1 of picker@1\.0\.0 imports \.\/pad\.mjs, but there is no such file in the bundle: /u,
    ],
    [
      "an export",
      "index.mjs",
      "import { Pad } from './index.mjs'; export const handler = Pad;",
      / — Import a name that \.\/index\.mjs exports; if Pad is a type, write import type, /u,
    ],
  ])("a lack of %s names the package and the file, and no temporary directory", async (...[, file, code, line]) => {
    expect(await picked(file, code, runtime)).toMatch(line);
  });

  test.each<[code: string, text: string]>([
    ["exports.handler = async () => { throw new Error('cannot help itself'); };", "Error: cannot help itself"],
    [
      "exports.handler = async () => { throw new Error(\"Cannot find module 'x'\"); };",
      "Error: Cannot find module 'x'",
    ],
    [
      "exports.handler = async () => { throw new Error(\"Cannot find package 'x' imported from /somewhere/else.js\"); };",
      "Error: Cannot find package 'x' imported from /somewhere/else.js",
    ],
    [
      "throw Object.assign(new Error(\"Cannot find module 'x'\"), { code: 'MODULE_NOT_FOUND' });",
      "Runtime.ImportModuleError: Error: Cannot find module 'x'",
    ],
    ["JSON.parse('}');", "Runtime.UserCodeSyntaxError: SyntaxError: "],
    [
      "new RegExp('(');",
      "Runtime.UserCodeSyntaxError: SyntaxError: Invalid regular expression: /(/: Unterminated group",
    ],
    [
      "exports.handler = async () => { throw new Error('see the file a.node and shelf'); };",
      "Error: see the file a.node and shelf",
    ],
    [
      "exports.handler = async () => { throw Object.assign(new Error('x'), { name: 'constructor' }); };",
      "constructor: x",
    ],
  ])("an error of the function's own is shown as it is: %s", async (code, text) => {
    const line = await picked("index.js", code, runtime);
    expect(line).toContain(`lambda-pack: ${text}`);
    expect(line).not.toContain(" — ");
  });
});

test.each([
  [
    "run.sh",
    "Runtime.ImportModuleError",
    "The handler run.sh of @botland/mailer@2.0.0 is a program that a wrapper starts, not a function.",
  ],
  [
    "bootstrap",
    "Runtime.MalformedHandlerName",
    "The handler bootstrap of @botland/mailer@2.0.0 is a program that a wrapper starts, not a function.",
  ],
  [
    "/opt/nodejs/node_modules/datadog-lambda-js/handler.handler",
    "Runtime.ImportModuleError",
    "The handler /opt/nodejs/node_modules/datadog-lambda-js/handler.handler of @botland/mailer@2.0.0 is in a layer of Datadog, which is not checked.",
  ],
  [
    "newrelic-lambda-wrapper.handler",
    "Runtime.ImportModuleError",
    "The handler newrelic-lambda-wrapper.handler of @botland/mailer@2.0.0 is in a layer of New Relic, which is not checked.",
  ],
])("%s, which others provide, is not run here", async (handler, errorType, text) => {
  const program = withMode(0o755, "#!/bin/bash\nexec node server.js\n");
  const cwd = await botland({ "packages/mailer/run.sh": program, "packages/mailer/bootstrap": program });
  const { code, out, err } = await invoke(["mailer", "--quiet", "--handler", handler], { cwd });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ errorType });
  expect(err.split("\n").at(-2)).toContain(
    ` — ${text} Layers and wrappers are not part of a run here: pass the function's own handler with --handler, or start its program yourself.`,
  );
});

test("without a handler, what exports lead to comes before main, as in a check", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": {
      name: "@botland/mailer",
      version: "2.0.0",
      main: "index.js",
      exports: { ".": { require: "./dist/mail.js", import: "./dist/mail.mjs" } },
    },
    "packages/mailer/dist/mail.js": "exports.handler = async () => 'exports';",
  });
  expect((await invoke(["mailer", "--quiet"], { cwd })).out).toBe('"exports"\n');
});
