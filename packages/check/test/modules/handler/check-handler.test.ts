import type { Finding } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { checkModules } from "../../../src/modules/check-modules.ts";
import type { ModuleOptions } from "../../../src/modules/module-options.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles, OpenedBundleOptions } from "@lambda-pack/test-support/bundles/opened-bundle";

const manifest = JSON.stringify({ name: "picker", version: "1.0.0", main: "server.js" });

interface Asked extends OpenedBundleOptions, Partial<ModuleOptions> {}

async function check(handler: string, files: BundleFiles, options: Asked = {}): Promise<readonly Finding[]> {
  const bundle = openedBundle({ "package.json": manifest, ...files }, { origin: "workspace", ...options });
  return checkModules(bundle, { runtime: "nodejs22.x", handler, ...options });
}

/** The package and the handler of each finding are what was asked for. */
function about(handler: string) {
  return { package: "picker@1.0.0", handler };
}

describe("handlers that others provide", () => {
  test.each([
    ["/opt/nodejs/node_modules/datadog-lambda-js/handler.handler", "Datadog", "DD_LAMBDA_HANDLER"],
    ["newrelic-lambda-wrapper.handler", "New Relic", "NEW_RELIC_LAMBDA_HANDLER"],
    ["/opt/nodejs/node_modules/newrelic-esm-lambda-wrapper/index.handler", "New Relic", "NEW_RELIC_LAMBDA_HANDLER"],
    ["lumigo-auto-instrument.handler", "Lumigo", "LUMIGO_ORIGINAL_HANDLER"],
    ["instana-aws-lambda-auto-wrap.handler", "Instana", "LAMBDA_HANDLER"],
    ["instana-aws-lambda-auto-wrap-promise.handler", "Instana", "LAMBDA_HANDLER"],
    ["epsagon-auto.handler", "Epsagon", "EPSAGON_HANDLER"],
  ])("%s is in a layer of %s", async (handler, product, variable) => {
    expect(await check(handler, { "server.js": "" })).toEqual([
      { kind: "handler-provided", severity: "note", ...about(handler), by: "layer", product, variable },
    ]);
  });

  test("whatever lies outside of the task root is in some layer", async () => {
    const handler = "/opt/nodejs/node_modules/@acme/tracer/wrap.handler";
    expect(await check(handler, { "server.js": "" })).toEqual([
      { kind: "handler-provided", severity: "note", ...about(handler), by: "layer" },
    ]);
  });

  test("what the main file loads is checked then", async () => {
    const found = await check("newrelic-lambda-wrapper.handler", { "server.js": "require('./gone.js')" });
    expect(found.map(({ kind, severity }) => `${severity} ${kind}`)).toEqual([
      "note handler-provided",
      "error unresolved-import",
    ]);
  });

  test("a wrapper that is packed is no handler of the function's own", async () => {
    const handler = "node_modules/datadog-lambda-js/dist/handler.handler";
    const files = {
      "node_modules/datadog-lambda-js/package.json": '{"name":"datadog-lambda-js","version":"10.0.0"}',
      "node_modules/datadog-lambda-js/dist/handler.cjs": "exports.handler = 1;",
      "server.js": "require('./gone.js')",
    };
    expect(await check(handler, files)).toMatchObject([
      { kind: "handler-provided", by: "bundle", product: "Datadog", variable: "DD_LAMBDA_HANDLER" },
      { kind: "unresolved-import", specifier: "./gone.js" },
    ]);
    expect(await check(handler, { "server.js": "" })).toMatchObject([
      { kind: "handler-missing", severity: "error", absent: "datadog-lambda-js" },
    ]);
  });

  test("another name that is not there is missed, and not by a layer", async () => {
    expect(await check("newrelic.handler", { "server.js": "" })).toMatchObject([{ kind: "handler-missing" }]);
  });
});

const script = (text = "#!/bin/bash\nexec node server.js\n", mode = 0o755): BundleFiles => ({
  "server.js": "",
  "run.sh": { content: text, mode },
});

describe("programs that a wrapper starts", () => {
  test.each(["run.sh", "/var/task/run.sh"])("%s that is sound is a note", async (handler) => {
    expect(await check(handler, script())).toEqual([
      { kind: "handler-provided", severity: "note", ...about(handler), by: "wrapper" },
    ]);
  });

  test.each(["bootstrap", "bin/start", "run.bash", "start.py"])("%s is a program like run.sh", async (name) => {
    const files = { "server.js": "", [name]: { content: "#!/usr/bin/env node\n", mode: 0o755 } };
    expect(await check(name, files)).toMatchObject([{ kind: "handler-provided", by: "wrapper" }]);
  });

  test.each<[what: string, files: BundleFiles, fault: object]>([
    ["a mode", script(undefined, 0o644), { reason: "mode", mode: "644", severity: "error" }],
    ["line ends", script("#!/bin/bash\r\nexec node server.js\r\n"), { reason: "line-ends", severity: "error" }],
    ["a first line", script("exec node server.js\n"), { reason: "first-line", severity: "warning" }],
    ["a mark before it", script("\uFEFF#!/bin/bash\n"), { reason: "first-line", severity: "warning" }],
    ["a file", { "server.js": "" }, { reason: "missing", severity: "error" }],
  ])("%s that keeps it from starting is named", async (_what, files, fault) => {
    expect(await check("run.sh", files)).toEqual([
      { kind: "handler-script", ...about("run.sh"), path: "run.sh", ...fault },
    ]);
  });

  test("one that the package has and files leaves out is not packed", async () => {
    const options: Asked = { hasFile: (_from, path) => path === "run.sh" };
    expect(await check("run.sh", { "server.js": "" }, options)).toMatchObject([{ reason: "not-packed" }]);
  });

  test("what it runs with Node is checked", async () => {
    const text = "#!/bin/sh\nset -e\nexec node --enable-source-maps ./lib/app.js\n";
    const files = { "server.js": "", "lib/app.js": "require('./gone.js')", "run.sh": { content: text, mode: 0o755 } };
    expect(await check("run.sh", files)).toMatchObject([
      { kind: "handler-provided" },
      { kind: "unresolved-import", severity: "error", path: "lib/app.js" },
    ]);
  });
});

const similar = async (handler: string, files: BundleFiles, options?: Asked) => {
  const [found] = await check(handler, { "server.js": "", ...files }, options);
  return found?.kind === "handler-missing" ? found.similar : found;
};

describe("a handler that is missing", () => {
  test.each<[handler: string, path: string]>([
    ["index.handler", "Index.js"],
    ["src/index.handler", "dist/index.js"],
    ["Src/index.handler", "src/index.mjs"],
    ["index.handler", "index.jsx"],
    ["index.handler", "src/index.ts"],
    ["dist/index.handler", "src/index.tsx"],
  ])("%s is most likely %s", async (handler, path) => {
    expect(await similar(handler, { [path]: "" })).toEqual({ path, packed: true });
  });

  test("the nearest one is named, and declarations of types are none", async () => {
    const files = { "a/b/index.js": "", "lib/index.js": "", "index.d.ts": "", "node_modules/x/index.js": "" };
    expect(await similar("dist/index.handler", files)).toEqual({ path: "lib/index.js", packed: true });
    expect(await similar("dist/other.handler", files)).toBeUndefined();
  });

  test("one that is not packed is named by its path in the workspace", async () => {
    const files = ["dist/index.js", "server.js"].map((inPackage) => ({
      inPackage,
      path: `packages/picker/${inPackage}`,
    }));
    expect(await similar("dist/index.handler", {}, { listFiles: () => files })).toEqual({
      path: "packages/picker/dist/index.js",
      packed: false,
    });
  });
});

describe("without a handler", () => {
  test.each([
    [manifest, "server.js"],
    [JSON.stringify({ name: "picker", version: "1.0.0" }), "index.js"],
  ])("a bundle of %s that has no main file says that nothing was checked", async (json, main) => {
    const bundle = openedBundle({ "package.json": json, "lib/a.js": "" }, { origin: "zip" });
    expect(await checkModules(bundle, { runtime: "nodejs22.x" })).toEqual([
      { kind: "nothing-checked", severity: "warning", package: "picker@1.0.0", main },
    ]);
  });

  test("neither a main file, nor a layer, is missed", async () => {
    const sound = openedBundle({ "package.json": manifest, "server.js": "" }, { origin: "zip" });
    expect(await checkModules(sound, { runtime: "nodejs22.x" })).toEqual([]);
    const layer = openedBundle(
      { "nodejs/package.json": '{"name":"layer"}', "nodejs/node_modules/a/index.js": "" },
      { origin: "zip", root: "nodejs" },
    );
    expect(await checkModules(layer, { runtime: "nodejs22.x" })).toEqual([]);
  });
});
