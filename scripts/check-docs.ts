import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { findingSeverities, packErrors, problemSeverities } from "@lambda-pack/model";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { commandSpecs } from "../packages/lambda-pack/src/cli/commands/commands.ts";
import { renderHelp } from "../packages/lambda-pack/src/cli/help/render-help.ts";
import { checkCodes } from "./docs/check-codes.ts";
import { checkEdgeCases } from "./docs/check-edge-cases.ts";
import { checkLinks } from "./docs/check-links.ts";
import { checkOptionDocuments } from "./docs/check-option-documents.ts";
import { checkOptions } from "./docs/check-options.ts";
import { checkPaths } from "./docs/check-paths.ts";
import { checkProblemPages } from "./docs/check-problem-pages.ts";

commandLine(
  "npm run check:docs",
  "Tells which links, pages, options and cases of the documents are missing, wrong or too many.",
).parseSync();

const root = path.join(import.meta.dirname, "..");
const documents = new Map<string, string>();
for (const file of await listDocuments()) documents.set(file, await readFile(path.join(root, file), "utf8"));

const errorPages = pagesIn("docs/errors");
const problemPages = pagesIn("docs/problems");
const faults = [
  ...checkCodes({
    codes: Object.keys(packErrors),
    documented: [...errorPages.keys()],
    place: (code) => `docs/errors/${code}.md`,
  }),
  ...checkCodes({
    codes: [...Object.keys(problemSeverities), ...Object.keys(findingSeverities)],
    documented: [...problemPages.keys()],
    place: (kind) => `docs/problems/${kind}.md`,
  }),
  ...checkProblemPages({
    problems: problemSeverities,
    findings: findingSeverities,
    index: documents.get("docs/problems.md") ?? "",
    pages: problemPages,
  }),
  ...checkLinks(documents, (file) => existsSync(path.join(root, file))),
  ...checkPaths(withoutDecisions(), (file) => existsSync(path.join(root, file))),
  ...checkEdgeCases({
    page: documents.get("docs/edge-cases.md") ?? "",
    count: 107,
    exists: (file) => existsSync(path.join(root, file)),
  }),
  ...checkOptions(allHelp(), { file: "docs/options.md", text: documents.get("docs/options.md") ?? "" }),
  ...checkOptionDocuments(documents),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

/** The documents of a directory, by name without extension. */
function pagesIn(directory: string): ReadonlyMap<string, string> {
  const pages = [...documents].filter(([file]) => path.posix.dirname(file) === directory);
  return new Map(pages.map(([file, text]) => [path.basename(file, ".md"), text]));
}

/** A decision is not written again: it names files as they were. */
function withoutDecisions(): ReadonlyMap<string, string> {
  return new Map([...documents].filter(([file]) => !file.startsWith("docs/decisions/")));
}

/** All that people read: at the root, in docs/, and beside benchmarks and tests. */
async function listDocuments(): Promise<readonly string[]> {
  const top = await readdir(root);
  const below = await Promise.all(
    ["docs", "bench", "packages", "test", ".changeset"].map(async (directory) => {
      const files = await readdir(path.join(root, directory), { recursive: true });
      return files.map((file) => `${directory}/${file.split(path.sep).join("/")}`);
    }),
  );
  return [...top, ...below.flat()].filter((file) => file.endsWith(".md") && !isCopied(file)).toSorted();
}

/** What other packages are, and what lies in the published one to be published with it. */
function isCopied(file: string): boolean {
  return /\/node_modules\/|^packages\/lambda-pack\/(?:README\.md|docs\/)/u.test(file);
}

/** The help texts of all commands. */
function allHelp(): string {
  return commandSpecs.map((spec) => renderHelp(spec, { columns: 80 })).join("\n");
}
