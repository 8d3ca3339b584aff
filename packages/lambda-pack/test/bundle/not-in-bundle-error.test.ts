import type { BundleFile, BundlePath, OpenedBundle } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";
import type { BundleDetails } from "@lambda-pack/test-support/bundles/bundle-of";
import { notInBundleError } from "../../src/bundle/not-in-bundle-error.ts";

const lists = {
  "database@1.0.0": ["@botland/shared@1.0.0", "semver@5.7.2", "knex@1.0.0"],
  "knex@1.0.0": ["semver@7.6.3"],
};

/** The bundle with these package.json files, by the paths of its packages. */
function opened(manifests: Readonly<Record<string, object | string>>, details: BundleDetails = {}): OpenedBundle {
  const bundle = bundleOf(lists, { importers: ["@botland/shared@1.0.0"], ...details });
  const files = Object.keys(manifests).map((path): BundleFile => {
    const place = path.slice(0, Math.max(0, path.lastIndexOf("/"))) as BundlePath;
    return { kind: "file", path, mode: 0o644, size: 1, place };
  });
  return {
    bundle: { ...bundle, entries: [...bundle.entries, ...files] },
    read: async ({ path }) => {
      const manifest = manifests[path] ?? "";
      return new TextEncoder().encode(typeof manifest === "string" ? manifest : JSON.stringify(manifest));
    },
    close: async () => undefined,
  };
}

async function errorText(bundle: OpenedBundle, query: string) {
  const { code, message, hint } = await notInBundleError(bundle, query);
  expect(code).toBe("NOT_IN_BUNDLE");
  return [message, hint];
}

const listHint = "Run lambda-pack list app to see its packages.";

test("an unknown name is reported with the nearest one", async () => {
  expect(await errorText(opened({}), "knxe")).toEqual([
    "No package or path in app is named knxe (did you mean knex?).",
    listHint,
  ]);
  expect(await errorText(opened({}), "shared")).toEqual([
    "No package or path in app is named shared (did you mean @botland/shared?).",
    listHint,
  ]);
  expect(await errorText(opened({}), "node_modules/zod/index.js")).toEqual([
    "No package or path in app is named node_modules/zod/index.js.",
    listHint,
  ]);
});

test("of a version that is not there it lists the versions that are", async () => {
  expect(await errorText(opened({}), "semver@^6.0.0")).toEqual([
    "semver@^6.0.0 is not in app, which has semver@5.7.2 and semver@7.6.3.",
    listHint,
  ]);
});

test.each<[field: string, manifest: object, lines: readonly [reason: string, hint: string]]>([
  [
    "a development dependency",
    { devDependencies: { typescript: "^5.0.0" } },
    [
      "declares it in devDependencies, which are never packed",
      "Move it to the dependencies of database if the function needs it.",
    ],
  ],
  [
    "an optional peer",
    { peerDependencies: { typescript: "*" }, peerDependenciesMeta: { typescript: { optional: true } } },
    [
      "declares it as an optional peer, which does not install it",
      "Add it to the dependencies of the packed package if the function needs it.",
    ],
  ],
  [
    "an optional peer without a range",
    { peerDependenciesMeta: { typescript: { optional: true } } },
    [
      "declares it as an optional peer, which does not install it",
      "Add it to the dependencies of the packed package if the function needs it.",
    ],
  ],
  [
    "an optional dependency",
    { optionalDependencies: { typescript: "^5.0.0" } },
    ["declares it in optionalDependencies, but it is not installed, or is for another platform", listHint],
  ],
  [
    "a dependency that is excluded",
    { dependencies: { typescript: "^5.0.0" }, devDependencies: { typescript: "^5.0.0" } },
    ["declares it in dependencies, but it is left out", "Check the settings excludePackages and onlyPackages."],
  ],
])("why it is not there: %s", async (_, manifest, [reason, hint]) => {
  const bundle = opened({ "package.json": manifest }, { installedIn: { "database@1.0.0": ["packages/database"] } });
  expect(await errorText(bundle, "typescript")).toEqual([
    `typescript is not in app: packages/database/package.json ${reason}.`,
    hint,
  ]);
});

test("what the target says counts before packages of the workspace, and these before all others", async () => {
  const manifests = {
    "node_modules/@botland/shared/package.json": { devDependencies: { typescript: "^4.0.0", jest: "^29.0.0" } },
    "node_modules/knex/package.json": { dependencies: { jest: "^28.0.0" }, devDependencies: { mocha: "^9.0.0" } },
    "package.json": { devDependencies: { typescript: "^5.0.0" } },
  };
  const zip = opened(manifests, { origin: "zip" });
  expect((await errorText(zip, "typescript"))[0]).toContain("app.zip: package.json declares it in devDependencies");
  expect((await errorText(zip, "jest"))[0]).toContain(
    "node_modules/@botland/shared/package.json declares it in devDependencies",
  );
  expect((await errorText(zip, "mocha"))[0]).toBe("No package or path in app.zip is named mocha.");
});

test("what a zip lacks is reported as left out of it", async () => {
  const zip = opened({ "node_modules/knex/package.json": { dependencies: { pg: "^8.0.0" } } }, { origin: "zip" });
  expect(await errorText(zip, "pg@^8.0.0")).toEqual([
    "pg is not in app.zip: node_modules/knex/package.json declares it in dependencies, but it was left out.",
    "Run lambda-pack check on the zip to see whether the function needs it.",
  ]);
});

test("a package.json that does not parse, or holds nonsense, declares nothing", async () => {
  const zip = opened({ "package.json": "{", "node_modules/knex/package.json": { dependencies: ["pg"] } });
  expect((await errorText(zip, "pg"))[0]).toBe("No package or path in app is named pg.");
});

test("names of the language itself are names like any other", async () => {
  const zip = opened({ "package.json": { dependencies: {}, peerDependenciesMeta: {} } });
  expect((await errorText(zip, "constructor"))[0]).toBe("No package or path in app is named constructor.");
});
