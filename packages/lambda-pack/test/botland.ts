import { tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

/** A small monorepo on disk: two packages with a `lambdaPack` field, and one that both need. Returns its root. */
export async function botland(files: Tree = {}): Promise<string> {
  return tree({
    "package.json": { name: "botland", private: true, workspaces: ["packages/*"] },
    "yarn.lock": '# yarn lockfile v1\n\n\nleft-pad@^1.3.0:\n  version "1.3.0"\n',
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      dependencies: { "left-pad": "^1.3.0" },
      lambdaPack: {},
    },
    "packages/database/index.js": "exports.handler = async () => require('left-pad')('', 3);\n",
    "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", lambdaPack: {} },
    "packages/mailer/index.js": "exports.handler = async () => 'sent';\n",
    "packages/shared/package.json": { name: "@botland/shared", version: "1.0.0" },
    "packages/shared/index.js": "exports.shared = true;\n",
    "node_modules/left-pad/package.json": { name: "left-pad", version: "1.3.0", main: "index.js" },
    "node_modules/left-pad/index.js": "module.exports = (text, width) => text.padStart(width);\n",
    ...files,
  });
}
