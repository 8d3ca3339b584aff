import { expect, test } from "vitest";
import { filesByPath } from "../../src/bundle/files-by-path.ts";

test("files are found by their paths, and links are none", () => {
  const file = { kind: "file", path: "lib/index.js" } as const;
  const link = { kind: "link", path: "now", target: "lib" } as const;
  expect(filesByPath([link, file])).toEqual(new Map([["lib/index.js", file]]));
});
