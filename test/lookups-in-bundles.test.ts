import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import { listFiles } from "@lambda-pack/test-support/disk/list-directory";
import { link, pkg } from "@lambda-pack/test-support/disk/tree";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { describe, expect, test } from "vitest";
import { bundledPackages } from "./harness/bundled-packages.ts";
import { exporting, telescope } from "./harness/exporting.ts";
import { observatory } from "./harness/observatory.ts";
import { packBundle } from "./harness/pack-bundle.ts";
import { runBin } from "./harness/run-command.ts";

async function answerOf(root: string, options: readonly string[] = []): Promise<unknown> {
  const { directory } = await packBundle(root, "telescope", options);
  return runHandler(path.join(directory, "main.js"));
}

const camera = exporting("camera@1.0.0", `require("shutter")`, { dependencies: { shutter: "*" } });
const state = (nameAndVersion: string) => exporting(nameAndVersion, "{ clicks: 0 }");
const tripod = (name: string) => exporting(`${name}@1.0.0`, `require("camera")`, { dependencies: { camera: "1.0.0" } });

describe("two copies of one version", () => {
  const target = telescope({ left: "1", right: "1" }, `require("left") === require("right")`);

  test("are one module where they find the same, so that they share their state", async () => {
    const root = await observatory({
      "packages/telescope": target,
      "node_modules/left": { ...tripod("left"), "node_modules/camera": camera },
      "node_modules/right": { ...tripod("right"), "node_modules/camera": camera },
      "node_modules/shutter": state("shutter@1.0.0"),
    });
    const { directory } = await packBundle(root, "telescope");
    expect((await listFiles(directory)).filter((file) => file.endsWith("camera/package.json"))).toEqual([
      "node_modules/camera/package.json",
    ]);
    expect(await runHandler(path.join(directory, "main.js"))).toBe(true);
  });

  test("stay two where they find different versions", async () => {
    const root = await observatory({
      "packages/telescope": target,
      "node_modules/left": {
        ...tripod("left"),
        "node_modules/camera": camera,
        "node_modules/shutter": state("shutter@2.0.0"),
      },
      "node_modules/right": { ...tripod("right"), "node_modules/camera": camera },
      "node_modules/shutter": state("shutter@1.0.0"),
    });
    const { directory } = await packBundle(root, "telescope");
    expect((await listFiles(directory)).filter((file) => file.endsWith("camera/package.json"))).toHaveLength(2);
    expect(await runHandler(path.join(directory, "main.js"))).toBe(false);
  });

  test("stay two where one of them was patched on disk", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ left: "1", right: "1" }, `[require("left"), require("right")]`),
      "node_modules/left": { ...tripod("left"), "node_modules/camera": exporting("camera@1.0.0", `"patched"`) },
      "node_modules/right": { ...tripod("right"), "node_modules/camera": exporting("camera@1.0.0", `"original"`) },
    });
    expect(await answerOf(root)).toEqual(["patched", "original"]);
  });
});

describe("packages that depend on each other", () => {
  test("a sibling that depends back on the target finds the very module, by a link that stays in the bundle", async () => {
    const root = await observatory({
      "packages/telescope": telescope(
        { mount: "*" },
        `require("mount")().telescope.lambdaHandler === exports.lambdaHandler`,
      ),
      "packages/mount": pkg(
        "mount@1.0.0",
        { dependencies: { telescope: "*" } },
        { "index.js": `module.exports = () => ({ telescope: require("telescope") });\n` },
      ),
      "node_modules/mount": link("../packages/mount"),
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(problems).toMatchObject([{ kind: "links-in-bundle", links: 1, packages: ["telescope@1.0.0"] }]);
    expect(lstatSync(path.join(directory, "node_modules", "telescope")).isSymbolicLink()).toBe(true);
    expect(await runHandler(path.join(directory, "main.js"))).toBe(true);
  });

  test("siblings in a circle are each there once, without a link", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ mount: "*" }, `require("mount")`),
      "packages/mount": exporting("mount@1.0.0", `"mount of " + require("finder")`, { dependencies: { finder: "*" } }),
      "packages/finder": exporting("finder@1.0.0", `"finder"`, { dependencies: { mount: "*" } }),
      "node_modules/mount": link("../packages/mount"),
      "node_modules/finder": link("../packages/finder"),
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(problems).toEqual([]);
    expect(await bundledPackages(directory)).toEqual(["finder@1.0.0", "mount@1.0.0"]);
  });

  test("a package that names itself through its exports needs no copy of itself", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ prism: "^2.0.0" }, `require("telescope/aim")`, {
        exports: { ".": "./main.js", "./aim": "./aim.js" },
      }),
      "packages/telescope/aim.js": "module.exports = 'aimed';\n",
    });
    const { directory } = await packBundle(root, "telescope");
    expect(existsSync(path.join(directory, "node_modules", "telescope"))).toBe(false);
    expect(await runHandler(path.join(directory, "main.js"))).toBe("aimed");
  });

  test("a sibling that names itself through its exports finds itself", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ mount: "*" }, `require("mount")`),
      "packages/mount": pkg(
        "mount@1.0.0",
        { exports: { ".": "./index.js", "./gear": "./gear.js" } },
        { "index.js": `module.exports = require("mount/gear");\n`, "gear.js": "module.exports = 'geared';\n" },
      ),
      "node_modules/mount": link("../packages/mount"),
    });
    expect(await answerOf(root)).toBe("geared");
  });
});

describe("what is looked up from where", () => {
  test("a linked sibling finds its dependencies from its own directory, not from where the link is", async () => {
    const root = await observatory({
      "packages/telescope": {
        ...telescope({ mount: "*", gear: "1" }, `[require("gear"), require("mount")]`),
        "node_modules/gear": exporting("gear@1.0.0", `"gear 1"`),
        "node_modules/mount": link("../../mount"),
      },
      "packages/mount": exporting("mount@1.0.0", `require("gear")`, { dependencies: { gear: "2" } }),
      "node_modules/gear": exporting("gear@2.0.0", `"gear 2"`),
    });
    expect(await answerOf(root)).toEqual(["gear 1", "gear 2"]);
  });

  test("a peer that the target has in one version and the root in another is the one that Node finds", async () => {
    const root = await observatory({
      "packages/telescope": {
        ...telescope(
          { mount: "*", eyepiece: "1", film: "1" },
          `[require("film"), require("mount"), require("eyepiece")]`,
        ),
        "node_modules/film": exporting("film@1.0.0", `"film 1"`),
        "node_modules/eyepiece": exporting("eyepiece@1.0.0", `require("film")`, { peerDependencies: { film: "*" } }),
      },
      "packages/mount": exporting("mount@1.0.0", `require("eyepiece")`, { dependencies: { eyepiece: "1" } }),
      "node_modules/mount": link("../packages/mount"),
      "node_modules/eyepiece": exporting("eyepiece@1.0.0", `require("film")`, { peerDependencies: { film: "*" } }),
      "node_modules/film": exporting("film@2.0.0", `"film 2"`),
    });
    expect(await answerOf(root)).toEqual(["film 1", "film 2", "film 1"]);
  });

  test("a sibling package may be somebody's peer", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ eyepiece: "1" }, `require("eyepiece")`),
      "packages/mount": exporting("mount@1.0.0", `"the sibling"`),
      "node_modules/mount": link("../packages/mount"),
      "node_modules/eyepiece": exporting("eyepiece@1.0.0", `require("mount")`, { peerDependencies: { mount: "*" } }),
    });
    expect(await answerOf(root)).toBe("the sibling");
  });

  test("a peer that only peerDependenciesMeta names brings nothing in, and is found where it is in anyway", async () => {
    const optional = { peerDependenciesMeta: { film: { optional: true } } };
    const eyepiece = exporting(
      "eyepiece@1.0.0",
      `(() => { try { return require("film"); } catch { return "no film"; } })()`,
      optional,
    );
    const installed = { "node_modules/film": exporting("film@2.0.0", `"film 2"`), "node_modules/eyepiece": eyepiece };
    const without = { ...installed, "packages/telescope": telescope({ eyepiece: "1" }, `require("eyepiece")`) };
    const having = {
      ...installed,
      "packages/telescope": telescope({ eyepiece: "1", film: "2" }, `require("eyepiece")`),
    };
    expect(await answerOf(await observatory(without))).toBe("no film");
    expect(await answerOf(await observatory(having))).toBe("film 2");
  });

  test("folders without a package.json, left by interrupted installs, are passed on the way up", async () => {
    const root = await observatory({
      "packages/telescope": {
        ...telescope({ prism: "^2.0.0", "@glass/lens": "1" }, `[require("prism").version, require("@glass/lens")]`),
        "node_modules/prism/.cache/index.js": "module.exports = { version: 'dead' };\n",
        "node_modules/@glass": {},
        "node_modules/.cache/left.txt": "",
      },
      "node_modules/@glass/lens": exporting("@glass/lens@1.0.0", `"clear"`),
      "node_modules/@glass/empty": {},
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(problems).toEqual([]);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["2.1.0", "clear"]);
  });

  test("an optional package that lacks what it requires is packed as it is, and that is reported", async () => {
    const root = await observatory({
      "packages/telescope": telescope(
        {},
        `(() => { try { return require("motor"); } catch { return "by hand"; } })()`,
        {
          optionalDependencies: { motor: "1", camera: "1" },
        },
      ),
      "node_modules/motor": exporting("motor@1.0.0", `require("battery")`, { dependencies: { battery: "^1.0.0" } }),
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(problems).toMatchObject([{ kind: "optional-incomplete", package: "motor@1.0.0", name: "battery" }]);
    expect(await bundledPackages(directory)).toEqual(["motor@1.0.0"]);
    expect(await runHandler(path.join(directory, "main.js"))).toBe("by hand");
  });

  test("a version that is patched or pinned by other means than semver is what lies on disk", async () => {
    const root = await observatory({
      "packages/telescope": telescope(
        { gear: "patch:gear@npm%3A1.0.0#~/.yarn/patches/gear.patch", clock: "file:./vendor/clock-1.2.3.tgz" },
        `[require("gear"), require("clock")]`,
        { scripts: { postinstall: "patch-package" } },
      ),
      "patches/gear+1.0.0.patch": "--- a/index.js\n+++ b/index.js\n",
      "node_modules/gear": exporting("gear@1.0.0", `"as patched on disk"`),
      "node_modules/clock": exporting("clock@1.2.3", `"from the tarball"`),
    });
    const { directory, problems } = await packBundle(root, "telescope", ["--strict"]);
    expect(problems).toEqual([]);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["as patched on disk", "from the tarball"]);
  });
});

test("no package manager is needed: nothing but the command itself is run", async () => {
  const root = await observatory();
  const { exitCode, stderr } = await runBin(["telescope"], { cwd: root, env: { PATH: path.join(root, "nothing") } });
  expect([exitCode, stderr]).toEqual([0, ""]);
});
