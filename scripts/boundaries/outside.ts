const lambdaPack = "packages/lambda-pack/src";
const runtime = "packages/runtime/src";
const archive = "packages/archive/src";

export const binFile = `${lambdaPack}/bin.ts`;

/** Who else touches `process`. */
export const processFiles: ReadonlySet<string> = new Set([
  binFile,
  // Tells what compresses, which is part of the result.
  `${archive}/reuse/engine.ts`,
  // Whose a temporary directory is, so that a later run removes those of killed ones.
  `${archive}/outputs/owner.ts`,
  // Where the user's own state lies: no setting, and no input of a pack.
  `${lambdaPack}/config/state-home.ts`,
  // Ends what a function has started, and tells which Node.js runs it.
  ...["at-exit", "end-processes", "own-node"].map((name) => `${runtime}/process/${name}.ts`),
]);

/** Who reads the clock in the pipeline: for what no output depends on. */
export const clockFiles: ReadonlySet<string> = new Set([
  // How old is what nobody can say the owner of.
  `${archive}/outputs/owner.ts`,
]);

/** Who uses `node:fs` itself. What is packed is read and written through the `FileSystem` parameter. */
export const diskFiles: ReadonlySet<string> = new Set([
  // The seam.
  `${archive}/disk/file-system.ts`,
  "packages/workspace/src/disk/file-system.ts",
  "packages/workspace/src/plug-and-play/open-source-file-system.ts",
  // Which process a temporary directory is of.
  `${archive}/outputs/owner.ts`,
  // The flags of an open call.
  `${archive}/outputs/assert-file-replaceable.ts`,
  `${archive}/ownership/assert-replaceable.ts`,
  `${archive}/ownership/known-output.ts`,
  // Earlier outputs: what they cannot give is read and compressed again.
  ...["bundle-memory", "devices-without-times", "index-file", "read-zip-data"].map(
    (name) => `${archive}/reuse/${name}.ts`,
  ),
  ...["read-staged", "survey-staged", "survey-unlisted", "write-staging"].map(
    (name) => `${archive}/staging/${name}.ts`,
  ),
  ...["add-to-zip", "find-unchanged-zip", "plan-writing"].map((name) => `${archive}/write/${name}.ts`),
  // Zips that somebody names.
  "packages/inspect/src/zip/random-file.ts",
  // What the user wrote for the tool: the command line's files, the settings.
  binFile,
  `${lambdaPack}/bundle/with-bundle.ts`,
  `${lambdaPack}/cli/completion/list-paths.ts`,
  `${lambdaPack}/cli/invoke/read-invoke-event.ts`,
  `${lambdaPack}/cli/invoke/run-invoke.ts`,
  ...["assert-regular-file", "read-config-file"].map((name) => `${lambdaPack}/config/${name}.ts`),
  `${lambdaPack}/plan/select/find-platform-packages.ts`,
  `${lambdaPack}/plan/read-targets.ts`,
  `${lambdaPack}/run/run-options.ts`,
  `${lambdaPack}/opened/read-opened.ts`,
  // The secret that earlier outputs are known by.
  `${lambdaPack}/pack/read-cache-key.ts`,
  // What earlier trims have read.
  `${lambdaPack}/plan/trim/memory-file.ts`,
  // What is there, for who asks.
  ...["diagnose", "examine-outputs"].map((name) => `${lambdaPack}/doctor/${name}.ts`),
  ...["watch-sources", "watch-tree"].map((name) => `${lambdaPack}/run/${name}.ts`),
  // Runs when the tool is built.
  `${lambdaPack}/report/tool-version.ts`,
  "packages/report-page/src/page-parts.ts",
  // A function's temporary directory, and its processes.
  ...["end-processes", "process-memory"].map((name) => `${runtime}/process/${name}.ts`),
  ...["sandbox", "unpack-bundle"].map((name) => `${runtime}/sandbox/${name}.ts`),
  // What its processes have noted, and where that leads.
  ...["find-manifests", "open-recorder", "read-recording", "resolve-recorded"].map(
    (name) => `${runtime}/record/${name}.ts`,
  ),
]);
