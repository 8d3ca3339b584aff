import type { ImportCause } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { describeFinding } from "../../src/messages/describe-finding.ts";
import { sampleFindings } from "../sample-findings.ts";

type CauseOf<Kind> = Extract<ImportCause, { readonly kind: Kind }>;

/** A new cause does not compile until it has a line here. */
const samples: { readonly [Kind in ImportCause["kind"]]: readonly [specifier: string, cause: CauseOf<Kind>] } = {
  "outside-package": [
    "../../basket/dist/index.js",
    { kind: "outside-package", path: "packages/basket/dist/index.js", package: "@orchard/basket" },
  ],
  "similar-file": ["./pad", { kind: "similar-file", path: "pad.js", packed: true }],
  "types-only": ["geojson", { kind: "types-only", types: "@types/geojson" }],
  "no-builtin": ["node:sqlite", { kind: "no-builtin" }],
  "prefixed-builtin": ["sqlite", { kind: "prefixed-builtin" }],
  "foreign-scheme": ["virtual:routes", { kind: "foreign-scheme" }],
  "path-alias": ["@app/db", { kind: "path-alias", declaredIn: "packages/picker/tsconfig.json" }],
  "imports-field": ["#db", { kind: "imports-field" }],
  "own-name": ["picker/db.js", { kind: "own-name" }],
  generated: [".prisma/orders", { kind: "generated", path: "node_modules/.prisma/orders" }],
  "from-layer": ["dd-trace", { kind: "from-layer", product: "Datadog" }],
  "resolved-by": ["@lib/db", { kind: "resolved-by", program: "module-alias", file: "index.js" }],
};

test("every cause has a message and a hint that a user understands", async () => {
  const { installed: _, ...unresolved } = sampleFindings["unresolved-import"];
  const texts = Object.values(samples).map(([specifier, cause]) => {
    const at = { package: "picker@1.0.0", path: "index.js", line: 1, shouldDeclare: "package.json" };
    const { message, hint } = describeFinding({ ...unresolved, ...at, specifier, name: specifier, cause });
    return `${cause.kind}\n  ${message}\n  ${hint}\n`;
  });
  await expect(texts.join("\n")).toMatchFileSnapshot("snapshots/causes.txt");
});

test.each([
  ["bun:sqlite", { kind: "foreign-scheme" }, "Use a module of Node.js or a package instead: "],
  ["../../..", { kind: "outside-package" }, "Move the file into the package; or "],
  ["./pad.js", { kind: "similar-file", path: "Pad.js", packed: true }, "Write the name as the file has it: "],
  ["./pad.js", { kind: "similar-file", path: "pad.ts", packed: true }, "Compile it to JavaScript, "],
  ["./pad.js", { kind: "similar-file", path: "packages/a/pad.js", packed: false }, "Check that neither files "],
  ["~/pad", { kind: "path-alias" }, "Have the build replace it "],
] as const)("%s has a hint of its own", (specifier, cause, hint) => {
  const { installed: _, ...unresolved } = sampleFindings["unresolved-import"];
  expect(describeFinding({ ...unresolved, specifier, cause }).hint.startsWith(hint)).toBe(true);
});
