// @ts-check
/** node pack-with-package-extractor.mjs <directory with the package in its node_modules> <monorepo> <target> <zip> */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [tool = "", root = "", target = "", zip = ""] = process.argv.slice(2);
const load = createRequire(`${tool}/`);
const { PackageExtractor } = load("@rushstack/package-extractor");
const { ConsoleTerminalProvider, Terminal } = load("@rushstack/terminal");

await new PackageExtractor().extractAsync({
  terminal: new Terminal(new ConsoleTerminalProvider()),
  mainProjectName: target,
  sourceRootFolder: root,
  targetRootFolder: path.join(path.dirname(zip), "extracted"),
  overwriteExisting: true,
  createArchiveFilePath: zip,
  createArchiveOnly: true,
  linkCreation: "default",
  projectConfigurations: readdirSync(path.join(root, "packages")).map(readProject),
});

/** @param {string} directory */
function readProject(directory) {
  const projectFolder = path.join(root, "packages", directory);
  const { name } = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8"));
  return { projectName: name, projectFolder };
}
