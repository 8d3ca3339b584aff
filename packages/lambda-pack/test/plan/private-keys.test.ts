import { pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { pack } from "../../src/pack/pack.ts";

const key = `-----BEGIN EC PRIVATE KEY-----\n${"A".repeat(100)}\n-----END EC PRIVATE KEY-----\n`;

test("a private key in own files that are packed is a warning, whatever the file is called", async () => {
  const root = tree({
    ...pkg(
      "fn@1.0.0",
      { dependencies: { lens: "1" } },
      {
        "index.js": `const key = ${JSON.stringify(key)};`,
        "notes.txt": key,
        "public.txt": key.replaceAll("PRIVATE", "PUBLIC"),
        "logo.png": key,
        "left-out.key": key,
        "long.txt": key + " ".repeat(100_000),
      },
    ),
    "node_modules/lens": pkg("lens@1.0.0", {}, { "index.js": "", "test.txt": key }),
  });
  const options = { cwd: root, target: ".", dryRun: true } as const;
  const { problems } = await pack(options);
  expect(problems).toMatchObject([
    { kind: "secret-left-out", paths: ["left-out.key"] },
    { kind: "private-key", severity: "warning", package: "fn@1.0.0", paths: ["index.js", "notes.txt"] },
  ]);
  // Both ways of the hint, followed.
  const excluded = await pack({ ...options, exclude: ["index.js", "notes.txt"], problems: { "main-missing": "off" } });
  expect(excluded.problems.map(({ kind }) => kind)).not.toContain("private-key");
  const off = await pack({ ...options, problems: { "private-key": "off" } });
  expect(off.problems.map(({ kind }) => kind)).toEqual(["secret-left-out"]);
});
