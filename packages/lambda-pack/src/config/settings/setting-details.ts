import type { Settings } from "./settings.ts";

/**
 * What else there is to know of a setting, in whole sentences of Markdown: for the schema and the docs, so that the command never
 * loads it.
 */
export const settingDetails: { readonly [Key in keyof Settings]?: string } = {
  stageDir:
    "Only files that differ are written, and files of earlier packs that do not belong there any more are removed; files that lambda-pack did not write stay.",
  out: "In a file of the project, a place in the workspace: not in another package, `node_modules` or `.git`. The command line may name any place.",
  stageMode: "With `link`, editing a staged file edits the installed file too.",
  links:
    "With `never`, for tools that do not restore links, each copy is a module of its own, which is the problem `module-split`.",
  include: "Globs, relative to its directory.",
  exclude: "Globs, relative to its directory.",
  onlyPackages:
    "For a package whose build bundles the others. What `includePackages` names is added, and what `excludePackages` names left out.",
  trim: "`files` leaves out declarations, source maps and Markdown; `reachable` leaves out whatever nothing leads to from the package's own files. Own packages are never trimmed. As an object: `mode`, and names of packages that are kept `whole`, files to `include` (`pkg/lib/**`), and packages of which only what literals name is `reachable`.",
  handler:
    "`check` verifies it. `invoke`, `serve` and `smoke` load it, by default the export `handler` of the file that `main` in package.json names.",
  handlers:
    "Each is verified by `check`, loaded by `smoke`, and where `trim` begins. `invoke` and `serve` load `handler`, or else the first of them.",
  smoke: "The earlier staging directory stays, too.",
  opened:
    "The record has to be of the same sources, whole or trimmed. Of several packages, each takes the records of its own bundle.",
  config: "A `.js` or `.mjs` file is run. Cannot be set in such a file.",
  platformPackages: "That install must be for the function's platform.",
  maxSize: "The default is Lambda's limit; for a tar, it is the limit for container images, 10000000000.",
  maxZipSize: "The default is Lambda's limit for a direct upload. A tar may have any size.",
  problems: "Kinds of problems and findings are listed in docs/problems.md.",
  concurrency: "What is written does not depend on it.",
  cache: "When nothing is reused, every file is read and compressed again.",
  verifyCache: "What is already compressed is still reused.",
  dependencies: "All rules that match a package apply.",
};
