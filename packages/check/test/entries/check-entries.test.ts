import type { Finding } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { checkArchive } from "../../src/entries/check-archive.ts";
import { checkEntries } from "../../src/entries/check-entries.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles, OpenedBundleOptions } from "@lambda-pack/test-support/bundles/opened-bundle";

const telescope = { name: "telescope", version: "1.0.0" };
const lens = { name: "lens", version: "2.0.0" };
const owner = "telescope@1.0.0";

async function check(files: BundleFiles, options: OpenedBundleOptions = {}): Promise<readonly Finding[]> {
  const opened = openedBundle({ "package.json": telescope, ...files }, options);
  return checkEntries(opened, { findSecret });
}

/** Without a target's package.json at the root of the zip. */
async function checkAlone(files: BundleFiles, options: OpenedBundleOptions = {}): Promise<readonly Finding[]> {
  return checkEntries(openedBundle(files, options), { findSecret });
}

/** Some of the names that a pack leaves out. */
function findSecret(path: string): string | undefined {
  const names =
    /(?:\.env[^/]*|\.npmrc|\.yarnrc\.yml|key\.json|id_ed25519|\.netrc|[^/]*\.(?:pem|key|p8|p12|tfstate|tfvars))/iu;
  return new RegExp(`^(?:.*/)?${names.source}(?=$|/)`, "iu").exec(path)?.[0];
}

test("a bundle in which all is in order has no findings", async () => {
  expect(
    await check({ "main.js": "", "node_modules/lens/package.json": lens, "node_modules/lens/index.js": "" }),
  ).toEqual([]);
});

describe("modes", () => {
  test("with which Lambda's user cannot read are told once for each package", async () => {
    const found = await check({
      "a.js": { mode: 0o600 },
      "b.js": { mode: 0o640 },
      "c.js": { mode: 0o600 },
      "node_modules/lens/package.json": lens,
      "node_modules/lens/index.js": { mode: 0 },
    });
    expect(found).toEqual([
      {
        kind: "unreadable-mode",
        severity: "error",
        package: owner,
        path: "a.js",
        mode: "600 or 640",
        paths: ["a.js", "b.js", "c.js"],
      },
      {
        kind: "unreadable-mode",
        severity: "error",
        package: "lens@2.0.0",
        path: "node_modules/lens/index.js",
        mode: "000",
        paths: ["node_modules/lens/index.js"],
      },
    ]);
  });

  test("mean nothing where the zip was not made on Unix, and none is needed to execute", async () => {
    expect(await check({ "a.js": { mode: 0o600, zipped: { madeBy: 0 } }, "b.js": { mode: 0o444 } })).toEqual([]);
  });
});

describe("links", () => {
  test("that lead to something are notes", async () => {
    const files = {
      "store/lens/package.json": lens,
      "node_modules/lens": { link: "../store/lens" },
      "node_modules/glass": { link: "./lens" },
      "now.json": { link: "/var/task/package.json" },
    };
    expect(await check(files)).toMatchObject([
      { kind: "link-entry", severity: "note", path: "node_modules/glass", target: "./lens" },
      { kind: "link-entry", severity: "note", path: "node_modules/lens", target: "../store/lens" },
      { kind: "link-entry", severity: "note", path: "now.json", target: "/var/task/package.json" },
    ]);
  });

  test.each(["../../etc/passwd", "/etc/passwd", "/var/tasks", "../lens/../../main.js"])(
    "that lead out of the bundle, to %s, break it",
    async (target) => {
      expect(await check({ "lens/now": { link: target } })).toEqual([
        { kind: "bad-link", severity: "error", package: owner, path: "lens/now", target, reason: "escapes" },
      ]);
    },
  );

  test("that lead nowhere, or in a circle, may break it", async () => {
    const found = await check({
      "lens/now": { link: "later" },
      hen: { link: "egg" },
      egg: { link: "hen" },
    });
    expect(found).toMatchObject([
      { kind: "bad-link", severity: "warning", path: "egg", reason: "dangles" },
      { kind: "bad-link", severity: "warning", path: "hen", reason: "dangles" },
      { kind: "bad-link", severity: "warning", path: "lens/now", reason: "dangles" },
    ]);
  });

  test("that a pack makes itself are told by the pack", async () => {
    expect(await check({ "lens/back": { link: ".." } }, { origin: "workspace" })).toEqual([]);
  });
});

describe("names", () => {
  test("that differ only by case or normal form are told in one finding", async () => {
    const files = { "Lens.js": "", "lens.js": "", "caf\u00e9.js": "", "cafe\u0301.js": "", "other.js": "" };
    expect(await check(files)).toEqual([
      { kind: "colliding-names", severity: "warning", package: owner, paths: ["Lens.js", "lens.js"] },
      { kind: "colliding-names", severity: "warning", package: owner, paths: ["cafe\u0301.js", "caf\u00e9.js"] },
    ]);
  });

  test("of folders are told once, whatever lies in them", async () => {
    const files = { "a/Lens/1.js": "", "a/Lens/2.js": "", "a/lens/1.js": "", "a/lens/2.js": "", "a/lens/3.js": "" };
    expect(await check(files)).toEqual([
      { kind: "colliding-names", severity: "warning", package: owner, paths: ["a/Lens", "a/lens"] },
    ]);
  });

  test("that hide what they are, or are not UTF-8, are not safe", async () => {
    expect(await check({ "main\u0008.js": "", "caf\uFFFD.js": "" })).toMatchObject([
      { kind: "unsafe-name", severity: "warning", path: "caf\uFFFD.js", reason: "it is not UTF-8" },
      { kind: "unsafe-name", severity: "warning", path: "main\u0008.js", reason: "it has a control character" },
    ]);
  });
});

describe("secrets", () => {
  const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n";

  test("of the target are told by name and content, in one finding", async () => {
    const files = {
      ".env": "DATABASE_PASSWORD=nova\n",
      ".npmrc": "//registry.example.com/:_authToken=abcdef\n",
      "config/server.key": key,
      "config/client.pem": key,
      "config/id_ed25519": "",
      "config/store.p12": "",
      ".env.d/more": "",
      "infra/prod.tfvars": 'password = "nova"\n',
      "terraform.tfstate": "{}",
    };
    expect(await check(files)).toEqual([
      {
        kind: "secret-in-bundle",
        severity: "warning",
        package: owner,
        paths: [
          ".env",
          ".env.d/more",
          ".npmrc",
          "config/client.pem",
          "config/id_ed25519",
          "config/server.key",
          "config/store.p12",
          "infra/prod.tfvars",
          "terraform.tfstate",
        ],
      },
    ]);
  });

  test("of packages of others are no secret any more", async () => {
    const files = { "node_modules/lens/package.json": lens, "node_modules/lens/test/server.key": key };
    expect(await check(files)).toMatchObject([{ kind: "secret-in-bundle", severity: "note", package: "lens@2.0.0" }]);
    const own = await check(files, { origin: "workspace", importers: ["node_modules/lens"] });
    expect(own).toMatchObject([{ kind: "secret-in-bundle", severity: "warning", package: "lens@2.0.0" }]);
  });

  test.each([
    ["a certificate", "ca.pem", "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n"],
    ["a public key", "public.key", "-----BEGIN PUBLIC KEY-----\nMIIE\n"],
    ["a setting", ".npmrc", "package-lock=false\nregistry=https://registry.example.com\n"],
    ["a reference to a variable", ".npmrc", "//registry.example.com/:_authToken=${NPM_TOKEN}\n"],
    ["an example", ".env.example", "DATABASE_PASSWORD=secret\n"],
    ["names without values", ".env", "# DATABASE_PASSWORD=\nDATABASE_HOST=\n"],
    ["a file for Keynote", "talk.key", "PK\u0003\u0004"],
  ])("are not seen in %s", async (_, path, content) => {
    expect(await check({ [path]: content })).toEqual([]);
  });

  test.each([
    ["Server.PEM", "-----BEGIN ENCRYPTED PRIVATE KEY-----"],
    ["AuthKey.p8", "-----BEGIN PRIVATE KEY-----"],
    ["gcp/key.json", '{"type":"service_account","private_key":"nova"}'],
    ["main.js", `const key = "${key.replaceAll("\n", "\\n")}";`],
    ["docs/notes", `-----BEGIN OPENSSH PRIVATE KEY-----\n`],
    ["keys.asc", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n"],
  ])("are keys by their content, whatever the name and its case: %s", async (path, content) => {
    expect(await check({ [path]: content })).toMatchObject([
      { kind: "secret-in-bundle", severity: "warning", package: owner, paths: [path] },
    ]);
  });

  test("are looked for in short files of one's own, and elsewhere where the name says so", async () => {
    const opened = openedBundle({
      "package.json": telescope,
      "main.js": "",
      "lens.key": key,
      "logo.png": key,
      "long.txt": key + "x".repeat(100_000),
      "node_modules/lens/package.json": lens,
      "node_modules/lens/main.js": key,
      "node_modules/lens/test/a.pem": key,
    });
    const findings = await checkEntries(opened, { findSecret });
    expect(opened.reads).toEqual(["lens.key", "main.js", "node_modules/lens/test/a.pem", "package.json"]);
    expect(findings.map((finding) => ("paths" in finding ? finding.paths : finding.kind))).toEqual([
      ["lens.key"],
      ["node_modules/lens/test/a.pem"],
    ]);
  });
});

describe("the archive", () => {
  test("may only store and deflate; each package and method is told once", async () => {
    const bzip2 = { zipped: { method: 12 } };
    const files = {
      "a.js": bzip2,
      "b.js": bzip2,
      "c.js": { zipped: { method: 0 } },
      "d.js": { zipped: { method: 93 } },
    };
    expect(await check(files)).toEqual([
      { kind: "unsupported-compression", severity: "error", package: owner, path: "a.js", method: 12 },
      { kind: "unsupported-compression", severity: "error", package: owner, path: "d.js", method: 93 },
    ]);
  });

  test("may have as many entries as a zip can count, those for directories included", async () => {
    const directories = Array.from({ length: 65_534 }, (_, index) => `${index}/`);
    expect(await check({}, { archive: { directories } })).toEqual([]);
    expect(await check({ "main.js": "" }, { archive: { directories } })).toEqual([
      { kind: "many-entries", severity: "warning", package: owner, entries: 65_536 },
    ]);
  });
});

describe("the root", () => {
  test("without a package.json is noted", async () => {
    expect(await checkAlone({ "index.mjs": "" })).toEqual([
      { kind: "no-package", severity: "note", package: "bundle" },
    ]);
    expect(await checkAlone({ "a/index.mjs": "", "b/package.json": "{}" })).toMatchObject([{ severity: "note" }]);
  });

  test("that holds one folder with all breaks the function, unless the handler is known to lie in it", async () => {
    const files = { "telescope/package.json": telescope, "telescope/main.js": "" };
    const wrapped = { kind: "no-package", package: owner, folder: "telescope" };
    expect(await checkAlone(files, { root: "telescope" })).toEqual([{ ...wrapped, severity: "error" }]);
    const opened = openedBundle(files, { root: "telescope" });
    expect(await checkEntries(opened, { findSecret, handler: "main.handler" })).toMatchObject([{ severity: "error" }]);
    expect(await checkEntries(opened, { findSecret, handler: "telescope/main.handler" })).toEqual([
      { ...wrapped, severity: "warning" },
    ]);
  });

  test("that holds a folder with nothing but node_modules is no better", async () => {
    const files = { "telescope/main.js": "", "telescope/node_modules/lens/package.json": lens };
    expect(await checkAlone(files, { root: "telescope" })).toMatchObject([
      { kind: "no-package", severity: "error", folder: "telescope" },
    ]);
  });

  test("of a layer needs none, and what is packed lies where the settings want it", async () => {
    expect(await checkAlone({ "nodejs/node_modules/lens/package.json": lens }, { root: "nodejs" })).toEqual([]);
    const own = { "nodejs/node22/node_modules/lens/package.json": lens };
    expect(await checkAlone(own, { root: "nodejs/node22" })).toEqual([]);
    const files = { "opt/package.json": telescope };
    expect(await checkAlone(files, { root: "opt", origin: "workspace" })).toEqual([]);
    const opened = openedBundle(files, { root: "opt" });
    expect(await checkEntries(opened, { findSecret, prefix: "opt" })).toEqual([]);
  });
});

test("records of a zip that do not fit are one finding for each package and fault, and hidden bytes are one", async () => {
  const opened = openedBundle({
    "package.json": { name: "lighthouse", version: "1.0.0" },
    "a.js": "",
    "b.js": "",
    "node_modules/lamp/package.json": { name: "lamp", version: "2.0.0" },
    "node_modules/lamp/c.js": "",
  });
  const headers = [
    { path: "a.js", fields: ["name"] },
    { path: "b.js", fields: ["name"] },
    { path: "node_modules/lamp/c.js", fields: ["name"] },
    { path: "package.json", fields: ["size"] },
  ];
  const findRecordFaults = () => ({ headers, hiddenBytes: 12 });
  const found = checkArchive({ ...opened, findRecordFaults });
  const place = { severity: "warning", package: "lighthouse@1.0.0" };
  expect(found).toEqual([
    { kind: "header-mismatch", ...place, path: "a.js", fields: ["name"], otherFiles: 1 },
    { kind: "header-mismatch", ...place, package: "lamp@2.0.0", path: "node_modules/lamp/c.js", fields: ["name"] },
    { kind: "header-mismatch", ...place, path: "package.json", fields: ["size"] },
    { kind: "hidden-data", ...place, bytes: 12 },
  ]);
  expect(checkArchive(opened)).toEqual([]);
});
