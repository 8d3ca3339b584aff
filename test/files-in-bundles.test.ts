import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { listFiles } from "@lambda-pack/test-support/disk/list-directory";
import { link, pkg, withMode, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { describe, expect, test } from "vitest";
import { exporting, telescope } from "./harness/exporting.ts";
import { observatory } from "./harness/observatory.ts";
import { packBundle } from "./harness/pack-bundle.ts";

describe("bundled dependencies", () => {
  test.each<[string, unknown]>([
    ["a list of names", ["shutter", "undeclared"]],
    ["true", true],
  ])("given as %s stay in the folder of their owner, and what they need from outside is there", async (_, bundled) => {
    const camera = exporting("camera@1.0.0", `[require("shutter"), require("spring")]`, {
      dependencies: { shutter: "1", spring: "1" },
      bundledDependencies: bundled,
    });
    const root = await observatory({
      "packages/telescope": {
        ...telescope(
          { camera: "1", shutter: "2", spring: "2" },
          `[require("camera"), require("shutter"), require("spring")]`,
        ),
        "node_modules/spring": exporting("spring@2.0.0", `"spring 2"`),
      },
      "node_modules/camera": {
        ...camera,
        "node_modules/shutter": exporting(
          "shutter@1.0.0",
          `"shutter 1 with " + require("spring") + " and " + require("blade")`,
          {
            dependencies: { spring: "1", blade: "1" },
          },
        ),
        "node_modules/shutter/node_modules/blade": exporting("blade@1.0.0", `"blade 1"`),
        "node_modules/undeclared": exporting("undeclared@1.0.0", `1`),
        "node_modules/leftover": exporting("leftover@1.0.0", `1`),
      },
      "node_modules/shutter": exporting("shutter@2.0.0", `"shutter 2"`),
      "node_modules/spring": exporting("spring@1.0.0", `"spring 1"`),
      "node_modules/blade": exporting("blade@2.0.0", `"blade 2"`),
    });
    const { directory } = await packBundle(root, "telescope");
    expect(await runHandler(path.join(directory, "main.js"))).toEqual([
      ["shutter 1 with spring 1 and blade 1", "spring 1"],
      "shutter 2",
      "spring 2",
    ]);
    const manifests = (await listFiles(directory)).filter((file) => file.endsWith("/package.json"));
    expect(manifests).toEqual([
      "node_modules/camera/node_modules/shutter/node_modules/blade/package.json",
      "node_modules/camera/node_modules/shutter/package.json",
      "node_modules/camera/node_modules/spring/package.json",
      ...(bundled === true ? [] : ["node_modules/camera/node_modules/undeclared/package.json"]),
      "node_modules/camera/package.json",
      "node_modules/shutter/package.json",
      "node_modules/spring/package.json",
    ]);
  });

  test("of the target are found where they were hoisted to", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ prism: "^2.0.0" }, `[require("prism").version, require("gear")]`, {
        files: ["main.js"],
        bundledDependencies: ["prism", "gear"],
      }),
      "node_modules/gear": exporting("gear@1.0.0", `"gear"`),
    });
    const { directory } = await packBundle(root, "telescope");
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["2.1.0", "gear"]);
  });
});

/** What tools leave in a package, with the log of one build. */
function leftovers(log: string): Tree {
  return {
    ".turbo/turbo-build.log": log,
    "tsconfig.tsbuildinfo": log,
    "cdk.out/asset.1/index.js": log,
    "node_modules/.cache/babel.json": log,
    "terraform.tfstate": log,
  };
}

describe("what no package manager publishes", () => {
  test("package.json travels byte for byte, fields for publishing and odd spacing included", async () => {
    const manifest =
      `\uFEFF{ "name":"telescope",\r\n\t"version" : "1.0.0", "type": "module", "license": "MIT",\r\n"main": "main.mjs",
      "imports": { "#aim": "./aim.mjs" }, "exports": { ".": "./main.mjs", "./package.json": "./package.json" },
      "publishConfig": { "directory": "dist", "main": "dist/main.js" },
      "dependencies": { "@observatory/lens": "workspace:^", "prism": "catalog:" } }`.replace("\uFEFF", "");
    const root = await observatory({
      "packages/telescope/package.json": manifest,
      "packages/telescope/main.mjs": `import aim from "#aim";\nexport const lambdaHandler = async () => aim;\n`,
      "packages/telescope/aim.mjs": `import lens from "@observatory/lens";\nexport default lens.prism;\n`,
    });
    const { directory, problems } = await packBundle(root, "telescope", ["--strict"]);
    expect(problems).toEqual([]);
    expect(await readFile(path.join(directory, "package.json"), "utf8")).toBe(manifest);
    for (const file of ["node_modules/prism", "node_modules/@observatory/lens"]) {
      const installed = await readFile(path.join(root, file, "package.json"));
      expect(installed.equals(await readFile(path.join(directory, file, "package.json")))).toBe(true);
    }
    expect(await runHandler(path.join(directory, "main.mjs"))).toBe("1.4.0");
  });

  test("build output that .gitignore names is packed, with a .gitignore at every level", async () => {
    const root = await observatory({
      ".gitignore": "dist\n*.js\n",
      "packages/telescope": pkg(
        "telescope@1.0.0",
        { main: "dist/main.js" },
        {
          ".gitignore": "dist/\n",
          "dist/.gitignore": "*\n",
          "dist/main.js": "exports.lambdaHandler = async () => 'built';\n",
        },
      ),
    });
    const { directory } = await packBundle(root, "telescope");
    expect(await runHandler(path.join(directory, "dist", "main.js"))).toBe("built");
  });

  test("build output in which a tool wrote a .gitignore is packed below files, of the target and of a sibling", async () => {
    const weigh = `require("fs").statSync(__dirname + "/weigh_bg.wasm").size`;
    const generated = {
      ".gitignore": "*\n",
      "weigh.js": `exports.weigh = () => ${weigh};\n`,
      "weigh_bg.wasm": "wasm\n",
    };
    const root = await observatory({
      "packages/telescope": pkg(
        "telescope@1.0.0",
        { main: "main.js", files: ["main.js", "dist"], dependencies: { "@observatory/lens": "1" } },
        {
          "main.js": `const all = [require("./dist/gen/weigh.js"), require("@observatory/lens")];
exports.lambdaHandler = async () => all.map((one) => one.weigh());\n`,
          "dist/gen": generated,
        },
      ),
      "packages/lens": pkg("@observatory/lens@1.0.0", { main: "pkg/weigh.js", files: ["pkg"] }, { pkg: generated }),
    });
    const { directory, problems } = await packBundle(root, "telescope", ["--strict"]);
    expect(problems).toEqual([]);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual([5, 5]);
  });

  test("what build and deploy tools leave changes no byte, fails no --strict, and is one note", async () => {
    const root = await observatory();
    const clean = await packBundle(root, "telescope", ["--strict"]);
    writeTree(root, { "packages/telescope": leftovers("1"), "packages/lens": leftovers("2") });
    const again = await packBundle(root, "telescope", ["--strict"]);
    expect(await listFiles(again.directory)).toEqual(await listFiles(clean.directory));
    const paths = ["tsconfig.tsbuildinfo", ".turbo", "cdk.out"].toSorted();
    expect(again.problems).toMatchObject([
      { kind: "secret-left-out", package: "@observatory/lens@1.0.0" },
      {
        kind: "leftovers-left-out",
        severity: "note",
        leftOut: [
          { package: "@observatory/lens@1.0.0", paths },
          { package: "telescope@1.0.0", paths },
        ],
      },
      { kind: "secret-left-out", package: "telescope@1.0.0" },
    ]);
    const { directory } = await packBundle(root, "telescope", ["--include", "cdk.out/**"]);
    expect(await readFile(path.join(directory, "cdk.out", "asset.1", "index.js"), "utf8")).toBe("1");
  });

  test("Prisma's generated client and its engine lie where @prisma/client looks for them", async () => {
    const client = `{ ...require(".prisma/client/default"), engine: require.resolve(".prisma/client/libquery_engine.so.node") }`;
    const root = await observatory({
      "packages/telescope": telescope({ "@prisma/client": "6", prism: "^2.0.0" }, `require("@prisma/client")`),
      "node_modules/@prisma/client": exporting("@prisma/client@6.0.0", client),
      "node_modules/.prisma/client": {
        "default.js": "module.exports = { model: 'Star' };\n",
        "libquery_engine.so.node": "engine",
        "schema.prisma": "",
      },
    });
    const { directory } = await packBundle(root, "telescope");
    expect(await runHandler(path.join(directory, "main.js"))).toEqual({
      model: "Star",
      engine: path.join(directory, "node_modules", ".prisma", "client", "libquery_engine.so.node"),
    });
  });

  test("binaries and data that are found at run time travel with their package, for every platform, modes kept", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ motor: "1" }, `require("motor")`),
      "node_modules/motor": {
        ...exporting(
          "motor@1.0.0",
          `require("fs").readdirSync(__dirname + "/prebuilds/linux-x64").concat(require("fs").readFileSync(__dirname + "/data/steps.bin", "utf8"))`,
          { files: ["index.js"], gypfile: true },
        ),
        "binding.gyp": "{}",
        "prebuilds/linux-x64": { "motor.node": "elf", "libmotor.so.1": "elf" },
        "prebuilds/darwin-arm64/motor.node": "mach-o",
        "build/Release/motor.node": "elf",
        "bin/calibrate": withMode(0o755, "#!/bin/sh\n"),
        "data/steps.bin": "200",
      },
    });
    const { directory } = await packBundle(root, "telescope");
    expect(await listFiles(path.join(directory, "node_modules", "motor"))).toEqual(
      await listFiles(path.join(root, "node_modules", "motor")),
    );
    const { mode } = await stat(path.join(directory, "node_modules", "motor", "bin", "calibrate"));
    expect(mode & 0o777).toBe(0o755);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["libmotor.so.1", "motor.node", "200"]);
  });

  test("no .bin folder travels, not even with bundled packages, and a command that is started by its file runs", async () => {
    const shim = withMode(0o755, "#!/bin/sh\nexec /home/somebody/observatory/node_modules/motor/bin/step.js\n");
    const root = await observatory({
      "packages/telescope": {
        ...telescope(
          { motor: "1" },
          `require("child_process").execFileSync(process.execPath, [require.resolve("motor/bin/step.js")], { encoding: "utf8" })`,
        ),
        "node_modules/.bin/step": shim,
      },
      "node_modules/.bin/step": link("../motor/bin/step.js"),
      "node_modules/motor": {
        ...exporting("motor@1.0.0", `1`, {
          bin: { step: "bin/step.js" },
          bundledDependencies: ["gear"],
          dependencies: { gear: "1" },
        }),
        "bin/step.js": withMode(0o755, `process.stdout.write("stepped with " + require("gear"));\n`),
        "node_modules/.bin/teeth": link("../gear/teeth.js"),
        "node_modules/gear": exporting("gear@1.0.0", `"gear 1"`, { dependencies: { tooth: "1" } }),
        "node_modules/gear/teeth.js": "",
        "node_modules/gear/node_modules/tooth": exporting("tooth@1.0.0", `1`, { bin: "index.js" }),
        "node_modules/gear/node_modules/.bin/tooth": link("../tooth/index.js"),
      },
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(problems).toEqual([]);
    expect((await listFiles(directory)).filter((file) => file.includes(".bin/"))).toEqual([]);
    expect(await runHandler(path.join(directory, "main.js"))).toBe("stepped with gear 1");
  });

  test("two links with one text lead each to its own file, and folders of the name node_modules are content", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ atlas: "1" }, `require("atlas")`),
      "node_modules/atlas": {
        ...exporting(
          "atlas@1.0.0",
          `[require("./north/map"), require("./south/map"), require("./samples/node_modules/star")]`,
        ),
        north: { "map.js": link("./chart.js"), "chart.js": "module.exports = 'north';\n" },
        south: { "map.js": link("./chart.js"), "chart.js": "module.exports = 'south';\n" },
        "samples/node_modules/star/index.js": "module.exports = 'star';\n",
      },
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(problems).toEqual([]);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["north", "south", "star"]);
  });
});
