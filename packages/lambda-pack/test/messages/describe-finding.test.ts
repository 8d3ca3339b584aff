import type { Finding } from "@lambda-pack/model";
import { findingSeverities } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { describeFinding } from "../../src/messages/describe-finding.ts";
import { sampleFindings } from "../sample-findings.ts";

test("every kind has words that a user understands", async () => {
  const texts = Object.values(sampleFindings).map((finding: Finding) => {
    const { kind, severity, message, hint } = describeFinding(finding);
    return `${kind} (${severity})\n  ${message}\n  ${hint}\n`;
  });
  await expect(texts.join("\n")).toMatchFileSnapshot("snapshots/findings.txt");
});

test.each(Object.values(sampleFindings))("$kind keeps its fields and names its package", (finding: Finding) => {
  const described = describeFinding(finding);
  expect(described).toMatchObject(finding);
  expect(described.message).toContain(finding.package);
  expect(findingSeverities[finding.kind]).toContain(finding.severity);
});

const unresolved = sampleFindings["unresolved-import"];

test.each([
  ["loading", ": the function fails as soon as it is loaded."],
  ["running", ": the function fails when it comes there."],
  ["guarded", "; a failure is caught there."],
  ["never", "; nothing was seen to load that file."],
] as const)("an import that fails while %s says what comes of it", (when, outcome) => {
  const { message } = describeFinding({ ...unresolved, when });
  expect(message).toBe(
    `node_modules/@botland/shared/index.js:3 of @botland/shared@1.0.0 asks for left-pad, which is not in the bundle${outcome}`,
  );
});

test("who should declare an import is named, with the version that hoisting gave", () => {
  expect(describeFinding(unresolved).hint).toBe(
    "Add left-pad@^1.3.0 to the dependencies in node_modules/@botland/shared/package.json, the version that the monorepo has in node_modules/left-pad; where that package is not yours, add it to your own dependencies.",
  );
  const { installed: _, ...gone } = unresolved;
  const own = { ...gone, package: "database@1.0.0", path: "main.js", shouldDeclare: "package.json" };
  expect(describeFinding(own).hint).toBe(
    "Add left-pad to the dependencies in package.json; in devDependencies it is not packed.",
  );
  expect(describeFinding({ ...own, declared: true }).hint).toBe(
    "package.json declares it: install it, and see that no --exclude-package leaves it out.",
  );
  expect(describeFinding({ ...own, when: "guarded" }).hint).toBe(
    "There is nothing to do if the code works without left-pad; else add it to the dependencies in package.json.",
  );
});

test("a file that is missing is told apart from a package that has no such file, or does not export it", () => {
  const { name: _, ...ofFile } = { ...unresolved, specifier: "./pad.js", reason: "no-file" as const };
  expect(describeFinding(ofFile).message).toContain("asks for ./pad.js, and there is no such file in the bundle:");
  const subpath = { ...unresolved, specifier: "left-pad/lib/pad.js" };
  expect(describeFinding({ ...subpath, reason: "no-file" }).message).toContain(
    "asks for left-pad/lib/pad.js, which is no file that left-pad has in the bundle:",
  );
  expect(describeFinding({ ...subpath, reason: "not-exported" })).toMatchObject({
    message: expect.stringContaining("asks for left-pad/lib/pad.js, which the exports of left-pad do not allow:"),
    hint: "Ask for what left-pad exports, or install the version that exports it.",
  });
});

test("a file that Lambda does not load at all, and TypeScript of the package itself, have words of their own", () => {
  expect(describeFinding({ ...sampleFindings["module-sync"], onLambda: undefined })).toMatchObject({
    message: expect.stringMatching(
      / here and nothing on Lambda, where .* does not hold: the function fails as soon as it is loaded\.$/,
    ),
    hint: "Take a version of the package whose exports have a default too.",
  });
  expect(describeFinding({ ...sampleFindings["typescript-import"], target: "model.ts" }).message).toMatch(
    / and model\.ts is TypeScript: the function fails as soon as it is loaded\.$/,
  );
});

test("a bundle that was zipped with its folder is told what to zip", () => {
  expect(describeFinding({ ...sampleFindings["handler-missing"], folder: "database" }).hint).toBe(
    "The file lies in database: zip what is in that folder, not the folder, or write database/index.handler.",
  );
  const { folder: _, ...bare } = sampleFindings["no-package"];
  expect(describeFinding(bare).message).toBe("There is no package.json at the root of database@1.0.0.");
});

test("what Git LFS has left in the place of a binary is to be fetched, not installed", () => {
  expect(describeFinding({ ...sampleFindings["damaged-binary"], pointer: true }).hint).toBe(
    "Fetch it (git lfs pull), and pack again.",
  );
});

test("a handler in TypeScript, and a folder that stands in its way, are told", () => {
  expect(describeFinding({ ...sampleFindings["handler-missing"], typescript: "index.ts" }).hint).toBe(
    "Lambda takes no index.ts: compile it, and name what comes out.",
  );
  expect(describeFinding({ ...sampleFindings["handler-missing"], directory: "index" })).toMatchObject({
    message:
      "The folder index is taken for the file of the handler index.handler of database@1.0.0: Lambda looks for index, index.js, index.mjs or index.cjs.",
    hint: "Rename the folder or the file: this runtime looks no further than the folder.",
  });
});

test("what is declared for development only is to be moved", () => {
  const hint = "Move semver from devDependencies to dependencies in package.json.";
  expect(describeFinding({ ...sampleFindings["undeclared-import"], developmentOnly: true })).toMatchObject({
    message: expect.stringContaining("which package.json has in devDependencies only: it finds semver@7.6.3 by luck."),
    hint,
  });
  const missing = { ...unresolved, name: "semver", shouldDeclare: "package.json", developmentOnly: true } as const;
  expect(describeFinding(missing).hint).toBe(hint);
  const ofOthers = { ...missing, shouldDeclare: "node_modules/knex/package.json" };
  expect(describeFinding(ofOthers).hint).toBe(
    "Move semver from devDependencies to dependencies in node_modules/knex/package.json; where that package is not yours, add it to your own dependencies.",
  );
  expect(describeFinding({ ...ofOthers, when: "running" }).hint).toBe(
    "There is nothing to do unless the function comes there; else add semver to your own dependencies, or to those in node_modules/knex/package.json if that package is yours.",
  );
});

test("an import that is answered by luck is to be declared, with the version that answers it", () => {
  const undeclared = sampleFindings["undeclared-import"];
  expect(describeFinding(undeclared).hint).toBe("Add semver@^7.6.3 to the dependencies in package.json.");
  const ofOthers = { ...undeclared, found: "semver@7.6.3#2", shouldDeclare: "node_modules/knex/package.json" };
  expect(describeFinding(ofOthers).hint).toBe(
    "Add semver@^7.6.3 to the dependencies in node_modules/knex/package.json; where that package is not yours, tell its authors.",
  );
  expect(describeFinding({ ...undeclared, found: "semver@" }).hint).toBe(
    "Add semver to the dependencies in package.json.",
  );
});

test("what Lambda's runtime brings is told so", () => {
  const sdk = {
    ...unresolved,
    specifier: "@aws-sdk/client-s3",
    name: "@aws-sdk/client-s3",
    fromRuntime: true,
  } as const;
  expect(describeFinding(sdk)).toMatchObject({
    message: expect.stringMatching(
      / asks for @aws-sdk\/client-s3, which is not in the bundle; Lambda's runtime brings one\.$/,
    ),
    hint: expect.stringMatching(/^There is nothing to do if you want AWS's choice of a version; else add @aws-sdk/),
  });
});

test("the export that a handler names is all behind the first dot of its file", () => {
  const nested = { ...sampleFindings["handler-not-exported"], handler: "dist.v2/main.api.get", exports: [] };
  expect(describeFinding(nested)).toMatchObject({
    message:
      "main.js of database@1.0.0 has no export api.get, which the handler dist.v2/main.api.get names; it exports nothing.",
    hint: "Export the function by that name.",
  });
});

test("a binary for an unknown Node.js is told by its number alone", () => {
  expect(describeFinding({ ...sampleFindings["wrong-node-version"], found: 200 }).message).toContain(
    "is built for NODE_MODULE_VERSION 200, and nodejs22.x is Node.js 22 (NODE_MODULE_VERSION 127).",
  );
});
