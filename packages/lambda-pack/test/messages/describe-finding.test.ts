import type { Finding } from "@lambda-pack/model";
import { findingSeverities } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { describeFinding } from "../../src/messages/describe-finding.ts";
import { sampleFindings } from "../sample-findings.ts";

test("every kind has a message and a hint that a user understands", async () => {
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
  ["loading", ": the function fails to load."],
  ["running", ": the function fails when it runs that line."],
  ["guarded", "; the code catches the failure."],
  ["never", "; nothing is known to load that file."],
] as const)("an import that fails while %s says what follows", (when, outcome) => {
  const { message } = describeFinding({ ...unresolved, when });
  expect(message).toBe(
    `node_modules/@botland/shared/index.js:3 of @botland/shared@1.0.0 imports left-pad, which is not in the bundle${outcome}`,
  );
});

test("the package that should declare an import is named, with the version that hoisting gave", () => {
  expect(describeFinding(unresolved).hint).toBe(
    "Add left-pad@^1.3.0 to the dependencies in node_modules/@botland/shared/package.json, the version that the monorepo has in node_modules/left-pad; if that package is not yours, add it to your own dependencies.",
  );
  const { installed: _, ...gone } = unresolved;
  const own = { ...gone, package: "database@1.0.0", path: "main.js", shouldDeclare: "package.json" };
  expect(describeFinding(own).hint).toBe(
    "Add left-pad to the dependencies in package.json; devDependencies are not packed.",
  );
  expect(describeFinding({ ...own, declared: true }).hint).toBe(
    "package.json declares it: install it, and check that neither --exclude-package nor --only-package leaves it out.",
  );
  expect(describeFinding({ ...own, when: "guarded" }).hint).toBe(
    "No action is needed if the code works without left-pad; otherwise, add it to the dependencies in package.json.",
  );
});

test("a missing file is distinguished from a package that has no such file, or does not export it", () => {
  const { name: _, ...ofFile } = { ...unresolved, specifier: "./pad.js", reason: "no-file" as const };
  expect(describeFinding(ofFile).message).toContain("imports ./pad.js, but there is no such file in the bundle:");
  const subpath = { ...unresolved, specifier: "left-pad/lib/pad.js" };
  expect(describeFinding({ ...subpath, reason: "no-file" }).message).toContain(
    "imports left-pad/lib/pad.js, but left-pad has no such file in the bundle:",
  );
  expect(describeFinding({ ...subpath, reason: "not-exported" })).toMatchObject({
    message: expect.stringContaining("imports left-pad/lib/pad.js, which left-pad does not export:"),
    hint: "Import what left-pad exports, or install a version that exports it.",
  });
});

test("a file that Lambda does not load at all, and TypeScript of the package itself, have texts of their own", () => {
  expect(describeFinding({ ...sampleFindings["module-sync"], onLambda: undefined })).toMatchObject({
    message: expect.stringMatching(
      / here and to nothing on Lambda, where .* does not apply: the function fails to load\.$/u,
    ),
    hint: "Use a version of the package whose exports have a default as well.",
  });
  expect(describeFinding({ ...sampleFindings["typescript-import"], target: "model.ts" }).message).toMatch(
    / but model\.ts is TypeScript: the function fails to load\.$/u,
  );
});

test("for a bundle that was zipped with its folder, the hint says what to zip", () => {
  expect(describeFinding({ ...sampleFindings["handler-missing"], folder: "database" }).hint).toBe(
    "The file is in database: zip the contents of that folder, not the folder itself, or set the handler to database/index.handler.",
  );
  const { folder: _, ...bare } = sampleFindings["no-package"];
  expect(describeFinding(bare).message).toBe("There is no package.json at the root of database@1.0.0.");
});

test("what Git LFS has left in the place of a binary is to be fetched, not installed", () => {
  expect(describeFinding({ ...sampleFindings["damaged-binary"], pointer: true }).hint).toBe(
    "Fetch it (git lfs pull), and pack again.",
  );
});

test("a handler in TypeScript, and a folder that shadows its file, are reported", () => {
  expect(describeFinding({ ...sampleFindings["handler-missing"], typescript: "index.ts" }).hint).toBe(
    "Lambda does not load index.ts: compile it, and name the output.",
  );
  expect(describeFinding({ ...sampleFindings["handler-missing"], directory: "index" })).toMatchObject({
    message:
      "Lambda takes the folder index for the file of the handler index.handler of database@1.0.0: it looks for index, index.js, index.mjs or index.cjs.",
    hint: "Rename the folder or the file: this runtime does not look further than the folder.",
  });
});

test("what is declared for development only is to be moved", () => {
  const hint = "Move semver from devDependencies to dependencies in package.json.";
  expect(describeFinding({ ...sampleFindings["undeclared-import"], developmentOnly: true })).toMatchObject({
    message: expect.stringContaining(
      "which package.json declares only in devDependencies: it resolves to semver@7.6.3 by hoisting alone.",
    ),
    hint,
  });
  const missing = { ...unresolved, name: "semver", shouldDeclare: "package.json", developmentOnly: true } as const;
  expect(describeFinding(missing).hint).toBe(hint);
  const ofOthers = { ...missing, shouldDeclare: "node_modules/knex/package.json" };
  expect(describeFinding(ofOthers).hint).toBe(
    "Move semver from devDependencies to dependencies in node_modules/knex/package.json; if that package is not yours, add it to your own dependencies.",
  );
  expect(describeFinding({ ...ofOthers, when: "running" }).hint).toBe(
    "If the function runs that line, add semver to your own dependencies, or to those in node_modules/knex/package.json if that package is yours.",
  );
});

test("an import that resolves by hoisting alone is to be declared, with the version that it resolves to", () => {
  const undeclared = sampleFindings["undeclared-import"];
  expect(describeFinding(undeclared).hint).toBe("Add semver@^7.6.3 to the dependencies in package.json.");
  const ofOthers = { ...undeclared, found: "semver@7.6.3#2", shouldDeclare: "node_modules/knex/package.json" };
  expect(describeFinding(ofOthers).hint).toBe(
    "Add semver@^7.6.3 to the dependencies in node_modules/knex/package.json; if that package is not yours, report it to its authors.",
  );
  expect(describeFinding({ ...undeclared, found: "semver@" }).hint).toBe(
    "Add semver to the dependencies in package.json.",
  );
});

test("an import that Lambda's runtime provides is described as such", () => {
  const sdk = {
    ...unresolved,
    specifier: "@aws-sdk/client-s3",
    name: "@aws-sdk/client-s3",
    fromRuntime: true,
  } as const;
  expect(describeFinding(sdk)).toMatchObject({
    message: expect.stringMatching(
      / imports @aws-sdk\/client-s3, which is not in the bundle; Lambda's runtime provides it\.$/u,
    ),
    hint: expect.stringMatching(/^No action is needed if AWS may choose the version; otherwise, add @aws-sdk/u),
  });
});

test("the export that a handler names is all behind the first dot of its file", () => {
  const nested = { ...sampleFindings["handler-not-exported"], handler: "dist.v2/main.api.get", exports: [] };
  expect(describeFinding(nested)).toMatchObject({
    message:
      "main.js of database@1.0.0 does not export api.get, which the handler dist.v2/main.api.get names; it exports nothing.",
    hint: "Export the function under that name.",
  });
});

test("a binary for an unknown Node.js is described by its number alone", () => {
  expect(describeFinding({ ...sampleFindings["wrong-node-version"], found: 200 }).message).toContain(
    "is built for NODE_MODULE_VERSION 200, but nodejs22.x is Node.js 22 (NODE_MODULE_VERSION 127).",
  );
});
