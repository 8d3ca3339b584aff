import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { butter1, churn, laterButters, rennet, toast, whey } from "./creamery/creamery.ts";
import { installCreamery, oneProblem, withField } from "./creamery/install-creamery.ts";
import { layoutNamed } from "../../evidence/layouts/layouts.ts";

/** The first time, the package manager itself is fetched. */
const timeout = 240_000;
const needsChurn = { dependencies: { "@creamery/cellar": "^1.0.0", churn: "^1.0.0" } };
const needsButter = { dependencies: { butter: "^1.0.0" } };
const needsRennet = { dependencies: { rennet: "^1.0.0" } };
const needsWhey = (range: string) => ({ dependencies: { whey: range } });
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry([butter1, churn, ...laterButters, rennet, toast]);
}, timeout);

afterAll(async () => registry.stop());

test.each([
  ["Yarn classic", "yarn.lock", "yarn install"],
  ["npm 11", "package-lock.json", "npm install"],
  ["pnpm 10", "pnpm-lock.yaml", "pnpm install"],
  ["pnpm 10, global virtual store", "pnpm-lock.yaml", "pnpm install"],
  ["Yarn 4, node-modules", "yarn.lock", "yarn install"],
  ["Yarn 4, Plug'n'Play, global cache", "yarn.lock", "yarn install"],
  // An ordinary install does not link packages of packages anew there.
  ["Bun 1.3, isolated", "bun.lock", "bun install --force"],
  ["Bun 1.4, hoisted", "bun.lock", "bun install"],
  ["Lerna 4, bootstrap", "packages/creamery/yarn.lock", "npx lerna clean --yes && npx lerna bootstrap"],
])("%s: a lockfile that was pulled is told until it is installed", { timeout }, async (name, lockfile, command) => {
  const early = await startRegistry([butter1, churn]);
  try {
    const request = { registry: early.url, needs: needsChurn };
    const creamery = await installCreamery(layoutNamed(name), request);
    expect(await creamery.problems()).toEqual([]);
    for (const butter of laterButters) await early.publish(butter);
    const colleague = await installCreamery(layoutNamed(name), request);
    creamery.write({ [lockfile]: await readFile(path.join(colleague.root, lockfile), "utf8") });

    const { install, ...stale } = oneProblem("stale-install", await creamery.problems());
    expect(stale).toMatchObject({ package: "butter@1.0.0", locked: "1.1.0", lockfile });
    expect(command.startsWith(install)).toBe(true);
    await creamery.run(unattended(command));
    expect(await creamery.problems()).toEqual([]);
  } finally {
    await early.stop();
  }
});

test.each(["Yarn classic", "npm 11", "pnpm 10", "Yarn 4, node-modules", "Bun 1.4, isolated", "Lerna 4, bootstrap"])(
  "%s: a range that was changed is told until it is installed",
  { timeout },
  async (name) => {
    const creamery = await installCreamery(layoutNamed(name), { registry: registry.url, needs: needsButter });
    expect(await creamery.problems()).toEqual([]);

    await creamery.edit("packages/creamery/package.json", withField("dependencies", { butter: "^2.0.0" }));
    const { install, ...mismatch } = oneProblem("range-mismatch", await creamery.problems());
    expect(mismatch).toMatchObject({
      package: "creamery@1.0.0",
      range: "^2.0.0",
      found: "1.1.0",
      declaredIn: "packages/creamery/package.json",
    });
    await creamery.run(unattended(install));
    expect(await creamery.problems()).toEqual([]);
  },
);

const butter2 = { butter: "2.0.0" };
const pnpmFile = "packages: [packages/*]\nlinkWorkspacePackages: true\noverrides:\n  churn>butter: 2.0.0\n";

test.each([
  ["npm 11", "overrides in package.json", { rootFields: { overrides: { churn: butter2 } } }],
  ["Yarn classic", "resolutions in package.json", { rootFields: { resolutions: { "**/butter": "2.0.0" } } }],
  ["Yarn 4, node-modules", "resolutions in package.json", { rootFields: { resolutions: { "churn/butter": "2.0.0" } } }],
  ["Bun 1.4, hoisted", "overrides in package.json", { rootFields: { overrides: butter2 } }],
  ["pnpm 10", "overrides in pnpm-workspace.yaml", { rootFiles: { "pnpm-workspace.yaml": pnpmFile } }],
  ["pnpm 10", "pnpm.overrides in package.json", { rootFields: { pnpm: { overrides: butter2 } } }],
])("%s: a version by %s is a note", { timeout }, async (name, override, root) => {
  const creamery = await installCreamery(layoutNamed(name), { registry: registry.url, needs: needsChurn, ...root });
  expect(oneProblem("version-overridden", await creamery.problems())).toMatchObject({
    severity: "note",
    package: "churn@1.0.0",
    range: "^1.0.0",
    found: "2.0.0",
    override,
  });
});

test.each([
  ["Yarn classic", "link:../../../whey", "yarn install"],
  ["npm 11", "file:../../../whey", "npm install"],
  ["pnpm 10", "link:../../../whey", "pnpm install"],
  ["pnpm 10, global virtual store", "link:../../../whey", "pnpm install"],
  ["Yarn 4, node-modules", "link:../../../whey", "yarn install"],
  ["Yarn 4, Plug'n'Play, global cache", "portal:../../../whey", "yarn install"],
  ["Bun 1.4, isolated", "link:../../../whey", "bun install"],
])("%s: %s is told until it is in the workspace", { timeout }, async (name, range, install) => {
  const request = { registry: registry.url, needs: needsWhey(range), beside: { whey } };
  const creamery = await installCreamery(layoutNamed(name), request);
  const outside = path.join(creamery.root, "..", "whey");
  expect(oneProblem("outside-workspace", await creamery.problems())).toMatchObject({
    package: "whey@1.0.0",
    path: outside,
  });

  await rename(outside, path.join(creamery.root, "packages", "whey"));
  await creamery.edit("packages/creamery/package.json", withField("dependencies", { whey: "^1.0.0" }));
  await creamery.run(install);
  expect(await creamery.problems()).toEqual([]);
});

test.each([
  ["Yarn 4, node-modules", "file:../../../whey"],
  ["pnpm 10, global virtual store", "file:../../../whey"],
  ["Bun 1.4, isolated", "file:../../../whey"],
])("%s: a copy of %s is not told", { timeout }, async (name, range) => {
  const request = { registry: registry.url, needs: needsWhey(range), beside: { whey } };
  expect(await (await installCreamery(layoutNamed(name), request)).problems()).toEqual([]);
});

test.each([
  ["npm 10", [["npm", "install", "--ignore-scripts"]]],
  ["npm 11", [["npm", "install", "--ignore-scripts"]]],
  ["npm 12", undefined],
  ["Yarn classic", [["yarn", "install", "--ignore-scripts"]]],
  ["Lerna 4, bootstrap", [["lerna", "bootstrap", "--no-ci", "--ignore-scripts"]]],
  ["Lerna 4, bootstrap --hoist", [["lerna", "bootstrap", "--no-ci", "--hoist", "--ignore-scripts"]]],
  ["pnpm 10", undefined],
  // From here on an install that leaves a script out has failed.
  ["pnpm 12", [["sh", "-c", "! pnpm install"]]],
  ["Yarn 4, node-modules", undefined],
  ["Yarn 4, Plug'n'Play, global cache", undefined],
  ["Bun 1.4, isolated", undefined],
] as const)(
  "%s: native code that was not built is told until its script may run",
  { timeout },
  async (name, commands) => {
    const request = { registry: registry.url, needs: needsRennet };
    const creamery = await installCreamery(layoutNamed(name), { ...request, ...(commands && { commands }) });
    const { approve, ...unbuilt } = oneProblem("unbuilt-native", await creamery.problems());
    expect(unbuilt).toMatchObject({ package: "rennet@1.0.0" });
    await creamery.run(unattended(approve));
    expect(await creamery.problems()).toEqual([]);
  },
);

/** As a user types it, but for the choice that pnpm lets its user make, and for npx, which would ask the registry. */
function unattended(command: string): string {
  return command.replace("pnpm approve-builds", "pnpm approve-builds --all").replaceAll("npx lerna", "lerna");
}

test("pnpm 10: an injected copy is told when its source was edited, until the next install", { timeout }, async () => {
  const creamery = await installCreamery(layoutNamed("pnpm 10, injected workspace packages"), {
    registry: registry.url,
    needs: { dependencies: { "@creamery/cellar": "^1.0.0" } },
  });
  expect(await creamery.problems()).toEqual([]);

  // As editors save: a new file under the old name, which no hard link follows.
  const source = path.join(creamery.root, "packages", "cellar", "index.js");
  await writeFile(`${source}~`, `${await readFile(source, "utf8")}exports.temperature = 8;\n`);
  await rename(`${source}~`, source);
  const { install, ...stale } = oneProblem("stale-injected", await creamery.problems());
  expect(stale).toMatchObject({ package: "@creamery/cellar@1.0.0", source: "packages/cellar" });
  await creamery.run(install);
  expect(await creamery.problems()).toEqual([]);
});

test.each([
  ["Yarn classic", "yarn install"],
  // "npm install" alone keeps a copy of an importer's own that does not fit any more.
  ["npm 11", "npm install butter@^1.0.0 --workspace creamery"],
  ["pnpm 10, node-linker=hoisted", "pnpm install"],
  ["Bun 1.4, hoisted", "bun install"],
])("%s: a peer that is not the importer's own is told until all ask for one", { timeout }, async (name, install) => {
  const cellarNeeds = { dependencies: { butter: "^1.0.0", toast: "^1.0.0" } };
  const needs = { dependencies: { "@creamery/cellar": "^1.0.0", butter: "^2.0.0", toast: "^1.0.0" } };
  const creamery = await installCreamery(layoutNamed(name), { registry: registry.url, needs, cellarNeeds });
  const problems = await creamery.problems();
  expect(problems.at(-1)).toMatchObject({ kind: "links-in-bundle", links: 1, packages: ["butter@1.1.0"] });
  const { found, expected, importer, ...differs } = oneProblem("peer-differs", problems.slice(0, -1));
  expect(differs).toMatchObject({ package: "toast@1.0.0", name: "butter" });
  // There is one copy of toast, and which butter lies beside it is up to the package manager.
  const isOfCellar = importer === "@creamery/cellar@1.0.0";
  const [one, two] = ["butter@1.1.0", "butter@2.0.0"];
  expect({ found, expected }).toEqual(isOfCellar ? { found: two, expected: one } : { found: one, expected: two });

  const dependencies = { ...needs.dependencies, butter: "^1.0.0" };
  await creamery.edit("packages/creamery/package.json", withField("dependencies", dependencies));
  await creamery.run(install);
  expect(await creamery.problems()).toEqual([]);
});
