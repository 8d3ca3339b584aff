import { problemSeverities } from "@lambda-pack/model";
import type { Problem, ProblemKind } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { describeProblem } from "../src/describe-problem.ts";

const declaredIn = "packages/database/package.json";
const edge = { package: "database@1.0.0", name: "knex", range: "^1.0.0", declaredIn };
const link = { package: "fastify@4.0.0", path: "build/python3", target: "/usr/bin/python3" };

/** One of each kind; a new kind does not compile until it has a line here. */
const samples: { readonly [Kind in ProblemKind]: Problem & { readonly kind: Kind } } = {
  "range-mismatch": { kind: "range-mismatch", ...edge, found: "0.95.15" },
  "version-overridden": {
    kind: "version-overridden",
    ...edge,
    found: "0.95.15",
    override: "resolutions in package.json",
  },
  "stale-install": {
    kind: "stale-install",
    package: "lodash@4.17.20",
    path: "node_modules/lodash",
    locked: "4.17.21",
    lockfile: "yarn.lock",
    install: "yarn install",
  },
  "peer-differs": {
    kind: "peer-differs",
    package: "use-sync-external-store@1.2.0",
    name: "react",
    found: "react@17.0.2",
    expected: "react@18.2.0",
    importer: "database@1.0.0",
  },
  "unbuilt-native": {
    kind: "unbuilt-native",
    package: "bcrypt@5.1.1",
    path: "node_modules/bcrypt",
    approve: "pnpm approve-builds",
  },
  "stale-injected": {
    kind: "stale-injected",
    package: "shared@1.0.0",
    path: "node_modules/.pnpm/shared@file+packages+shared/node_modules/shared",
    source: "packages/shared",
    install: "pnpm install",
  },
  "missing-peer": { kind: "missing-peer", ...edge },
  "missing-platform-package": {
    kind: "missing-platform-package",
    ...edge,
    name: "@img/sharp-linux-arm64",
    platform: "linux-arm64-glibc",
    install: "npm install --os=linux --cpu=arm64 --libc=glibc",
  },
  "platform-mismatch": {
    kind: "platform-mismatch",
    package: "fsevents@2.3.3",
    platform: "linux-x64-glibc",
    declaredIn,
  },
  "optional-incomplete": { kind: "optional-incomplete", ...edge, package: "bcrypt@5.1.1" },
  "outside-workspace": { kind: "outside-workspace", package: "shared@1.0.0", path: "/other/shared" },
  "found-above-root": { kind: "found-above-root", name: "left-pad", path: "/node_modules/left-pad", declaredIn },
  "excluded-but-needed": { kind: "excluded-but-needed", package: "database@1.0.0", excluded: "aws-sdk", declaredIn },
  "excluded-kept": { kind: "excluded-kept", package: "lodash@4.17.21", excluded: "knex", neededBy: ["shared@1.0.0"] },
  "link-in-bundle": { kind: "link-in-bundle", path: "node_modules/shared/node_modules/database", target: "../../.." },
  "siblings-apart": {
    kind: "siblings-apart",
    package: "@img/sharp-linux-x64@0.33.5",
    path: "node_modules/@img/sharp-linux-x64",
    sibling: "@img/sharp-libvips-linux-x64@1.0.4",
  },
  "empty-package": { kind: "empty-package", package: "shared@1.0.0", path: "packages/shared", patterns: ["dist"] },
  "main-missing": { kind: "main-missing", package: "shared@1.0.0", path: "packages/shared", main: "dist/index.js" },
  "link-leaves-package": { kind: "link-leaves-package", ...link },
  "dangling-link": { kind: "dangling-link", ...link },
  "link-loop": { kind: "link-loop", ...link },
  "special-file": { kind: "special-file", ...link, path: "run/agent", target: "socket" },
  "secret-left-out": {
    kind: "secret-left-out",
    package: "database@1.0.0",
    paths: [".env", ".npmrc", ".env.a", ".env.b", ".env.c", ".env.d", ".env.e"],
  },
  "certificate-left-out": { kind: "certificate-left-out", package: "database@1.0.0", paths: ["certs/rds.pem"] },
  "unused-pattern": { kind: "unused-pattern", package: "database@1.0.0", pattern: "*.mapp" },
  "platform-files-left-out": {
    kind: "platform-files-left-out",
    package: "bcrypt@6.0.0",
    platform: "linux x64 glibc",
    files: 9,
    bytes: 1_234_567,
  },
  "deprecated-runtime": {
    kind: "deprecated-runtime",
    runtime: "nodejs18.x",
    since: "2025-09-01",
    createBlocked: "2025-10-01",
    updateBlocked: "2025-11-01",
  },
  "unknown-runtime": { kind: "unknown-runtime", runtime: "nodejs99.x" },
};

test("every kind has words that a user understands", async () => {
  const texts = Object.values(samples).map((problem: Problem) => {
    const { kind, severity, message, hint } = describeProblem(problem);
    return `${kind} (${severity})\n  ${message}\n  ${hint}\n`;
  });
  await expect(texts.join("\n")).toMatchFileSnapshot("snapshots/problems.txt");
});

test.each(Object.values(samples))("$kind keeps its fields and names its package", (problem: Problem) => {
  const described = describeProblem(problem);
  expect(described).toMatchObject({ ...problem, severity: problemSeverities[problem.kind] });
  const names = Object.entries(problem).flatMap(([key, name]) =>
    key === "package" || key === "declaredIn" ? name : [],
  );
  expect(names.filter((name) => !described.message.includes(name))).toEqual([]);
});
