/** What build, test and deploy tools write into a package's folder, and what is never content of a function. */
const anyDepth: ReadonlySet<string> = new Set([
  ".amplify",
  ".angular",
  ".aws-sam",
  ".cdk.staging",
  ".dynamodb",
  ".esbuild",
  ".eslintcache",
  ".firebase",
  ".heft",
  ".localstack",
  ".netlify",
  ".nx",
  ".nyc_output",
  ".parcel-cache",
  ".rollup.cache",
  ".scannerwork",
  ".serverless",
  ".sst",
  ".stryker-tmp",
  ".stylelintcache",
  ".swc",
  ".tap",
  ".terraform",
  ".terragrunt-cache",
  ".turbo",
  ".ultra.cache.json",
  ".vercel",
  ".webpack",
  ".wireit",
  ".wrangler",
  "cdk.out",
  "rush-logs",
]);

const patterns =
  /^(?:.*\.tsbuildinfo|\.rpt2_cache.*|\.rts2_cache.*|npm-debug\.log.*|(?:yarn-debug|yarn-error|lerna-debug|firebase-debug|\.?pnpm-debug)\.log)$/u;

/** Folders that hold other things as well: only these in them are meant. */
const insideOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [".moon", new Set(["cache"])],
  [".next", new Set(["cache"])],
  [".rush", new Set(["temp"])],
  // Puppeteer is told to keep its browser in `.cache`, so that it is deployed with the function.
  [
    ".cache",
    new Set([
      "babel-loader",
      "eslint",
      "eslint-loader",
      "prettier",
      "rollup",
      "storybook",
      "stylelint",
      "swc",
      "terser-webpack-plugin",
      "tsbuildinfo",
      "turbo",
      "vitest",
      "webpack",
    ]),
  ],
]);

/** What coverage reports consist of; a folder `coverage` without any of it is content. */
const coverageReport =
  /^coverage\/(?:lcov\.info|lcov-report\/|clover\.xml|cobertura-coverage\.xml|coverage-(?:final|summary)\.json$)/u;

/** The part of a path that names what a tool has left, a file or a folder: `.turbo` of `.turbo/build.log`; undefined for others. */
export function findLeftover(path: string): string | undefined {
  const segments = path.split("/");
  const index = segments.findIndex(
    (name, at) => anyDepth.has(name) || patterns.test(name) || insideOf.get(segments[at - 1] ?? "")?.has(name) === true,
  );
  return index === -1 ? undefined : segments.slice(0, index + 1).join("/");
}

/** The folder of a coverage report among the paths of a package, at its top. */
export function findCoverage(paths: readonly string[]): string | undefined {
  return paths.some((path) => coverageReport.test(path)) ? "coverage" : undefined;
}
