import { pkg } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

type Fields = Readonly<Record<string, unknown>>;

/** A package whose only export is the value of an expression: `exporting("gear@1.0.0", '"gear 1"')`. */
export function exporting(nameAndVersion: string, expression: string, fields: Fields = {}): Tree {
  return pkg(nameAndVersion, fields, { "index.js": `module.exports = ${expression};\n` });
}

/** The package to be packed: `main.js` has a `lambdaHandler` that answers with the value of an expression. */
export function telescope(dependencies: Fields, expression: string, fields: Fields = {}): Tree {
  const handler = `exports.lambdaHandler = async () => (${expression});\n`;
  return pkg("telescope@1.0.0", { main: "main.js", dependencies, ...fields }, { "main.js": handler });
}
