import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, link, pkg, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

/** What the telescope's `lambdaHandler` answers where every dependency is found as in the monorepo. */
export const telescopeAnswer = { success: true, lens: "1.0.0", prism: "2.1.0", "lens > prism": "1.4.0" };

const telescope = `
const lens = require("@observatory/lens");
exports.lambdaHandler = async () => ({
  success: true,
  lens: lens.version,
  prism: require("prism").version,
  "lens > prism": lens.prism,
});
`;

const version = 'exports.version = require("./package.json").version;\n';

/** As Yarn classic and npm install it: `telescope` needs the lens beside it and a prism; the lens an older prism. */
const installed: Tree = {
  "package.json": json({ name: "observatory", version: "1.0.0", private: true, workspaces: ["packages/*"] }),
  "packages/telescope": pkg(
    "telescope@1.0.0",
    {
      main: "main.js",
      dependencies: { "@observatory/lens": "^1.0.0", prism: "^2.0.0" },
      devDependencies: { dome: "1" },
    },
    { "main.js": telescope },
  ),
  "packages/lens": pkg(
    "@observatory/lens@1.0.0",
    { dependencies: { prism: "^1.0.0" } },
    {
      "index.js": `${version}exports.prism = require("prism").version;\n`,
      "node_modules/prism": pkg("prism@1.4.0", {}, { "index.js": version }),
    },
  ),
  node_modules: {
    "@observatory/lens": link("../../packages/lens"),
    telescope: link("../packages/telescope"),
    prism: pkg("prism@2.1.0", {}, { "index.js": version }),
    dome: pkg("dome@1.0.0", {}, { "index.js": version }),
  },
};

/** A small monorepo in a temporary directory that is removed after the test; `changes` are written over it. */
export async function observatory(changes: Tree = {}): Promise<string> {
  const root = temporaryDirectory();
  writeTree(root, installed);
  writeTree(root, changes);
  return root;
}
