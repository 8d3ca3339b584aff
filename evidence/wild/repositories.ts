import type { Repository } from "./repository.ts";
import { uses } from "./uses.ts";

/** One public monorepo of each package manager. Packages that are plain JavaScript run as they are committed. */
export const repositories: readonly Repository[] = [
  {
    name: "middyjs/middy",
    commit: "8d4c3f5cf3d7572fe90e38fc1de8322aa3ac8d14",
    manager: "npm",
    tools: [{ release: "npm-11.19.1" }],
    commands: [["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]],
    targets: [
      { directory: "packages/core", use: uses.middy },
      { directory: "packages/validator", use: uses.validator },
      { directory: "packages/http-content-negotiation", use: uses.negotiation },
    ],
    remarks: [
      "Its development dependencies are left out, because the registry no longer has one of them (`sast-json-schema` 0.6.0).",
      "`@silverbucket/ajv-formats-draft2019` is an ES module that is not marked as one, which Lambda does not load; of a function that imports it, `check` says so ([module-syntax](problems/module-syntax.md)).",
    ],
  },
  {
    name: "Shopify/quilt",
    commit: "d98672060fc724f3fe7af9a25a0845b8d7c0774a",
    manager: "Yarn 1",
    tools: [{ release: "yarn-1.22.22" }],
    commands: [["yarn", "install", "--frozen-lockfile", "--ignore-scripts", "--non-interactive"]],
    targets: [
      { directory: "packages/koa-shopify-webhooks", unbuilt: ["@shopify/network"] },
      {
        directory: "packages/graphql-typescript-definitions",
        unbuilt: ["graphql-config-utilities", "graphql-tool-utilities", "graphql-typed"],
      },
      { directory: "packages/storybook-a11y-test" },
    ],
    remarks: [
      "Its packages are not built here, so the main files that they name are missing.",
      "Two problems are in the monorepo itself: a peer that nothing installs, and a `puppeteer` that is newer than `@axe-core/puppeteer` allows.",
    ],
  },
  {
    name: "guardian/support-service-lambdas",
    commit: "d710fc96bb620d971f6a8a445eb9e86a17d0e8c0",
    manager: "pnpm 10",
    tools: [{ release: "pnpm-10.34.8" }],
    commands: [["pnpm", "install", "--prod", "--frozen-lockfile", "--ignore-scripts"]],
    targets: [
      { directory: "handlers/press-reader-entitlements" },
      { directory: "handlers/discount-expiry-notifier" },
      { directory: "handlers/stripe-disputes" },
    ],
    remarks: [
      "Its development dependencies are left out, because the registry does not have one of them (`@guardian/cdk` 64.1.0).",
      "Its functions are bundled from TypeScript by esbuild before they are deployed; here they are packed as they are committed, with all that they depend on.",
    ],
  },
  {
    name: "endojs/endo",
    commit: "1fa6c227e58f57727376a22cad176c6592c33006",
    manager: "Yarn 4, `nodeLinker: pnpm`",
    tools: [{ release: "@yarnpkg/cli-dist-4.13.0", bin: "yarn" }],
    commands: [["yarn", "install", "--immutable"]],
    targets: [
      { directory: "packages/daemon", use: uses.daemon },
      { directory: "packages/evasive-transform", use: uses.evasiveTransform },
      { directory: "packages/bundle-source", use: uses.bundleSource },
    ],
    remarks: ["`ses` is not built here: its ES modules are used, and its main file for `require` is missing."],
  },
  {
    name: "openauthjs/openauth",
    commit: "a4982f652de49ffc21fbf3fbdfd89e26b2f6a402",
    manager: "Bun",
    tools: [{ release: "bun-1.3.14" }],
    commands: [
      ["bun", "install", "--frozen-lockfile", "--ignore-scripts"],
      ["bun", "install", "--save-text-lockfile", "--frozen-lockfile", "--lockfile-only"],
    ],
    targets: [
      { directory: "packages/openauth" },
      { directory: "examples/client/astro", unbuilt: ["@openauthjs/openauth"] },
    ],
    remarks: [
      "Its lockfile is in Bun's old binary format, which is converted as [LOCKFILE_INVALID](errors/LOCKFILE_INVALID.md) says.",
    ],
  },
  {
    name: "getndazn/dazn-lambda-powertools",
    commit: "36cc6ec74f05e35a8c57eeca012ea9fb9731e3e5",
    manager: "Lerna 4, `bootstrap --hoist`",
    tools: [{ release: "lerna-4.0.0" }, { release: "npm-11.19.1" }],
    commands: [["lerna", "bootstrap", "--hoist", "--ignore-scripts", "--no-ci"]],
    targets: [
      { directory: "packages/lambda-powertools-pattern-basic", added: ["aws-sdk"], use: uses.powertools },
      { directory: "packages/lambda-powertools-http-client" },
      { directory: "layer/nodejs", added: ["aws-sdk"] },
    ],
    remarks: [
      "Made for runtimes that had `aws-sdk` 2, which its packages have among their development dependencies alone: `check` finds that `nodejs22.x` lacks it.",
      "The package of the layer names a main file that it does not have.",
    ],
  },
];
