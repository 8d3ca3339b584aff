import { expect, test } from "vitest";
import { judgeRange } from "../../src/bundle/judge-range.ts";

test.each<[range: string, version: string, answer: boolean | undefined]>([
  ["^1.2.0", "1.3.0", true],
  ["^1.2.0", "2.0.0", false],
  ["*", "1.0.0-beta.1", true],
  ["^1.0.0", "1.1.0-beta.1", true],
  ["1.x || >=2.5.0", "2.4.0", false],
  ["npm:string-width@^4.2.0", "4.2.3", true],
  ["npm:@isaacs/cliui@^8.0.2", "7.0.0", false],
  ["npm:string-width", "4.2.3", undefined],
  ["workspace:*", "1.0.0", true],
  ["workspace:^", "1.0.0", undefined],
  ["workspace:^2.0.0", "1.0.0", false],
  ["workspace:packages/shared", "1.0.0", undefined],
  ["latest", "1.0.0", undefined],
  ["file:../shared", "1.0.0", undefined],
  ["https://example.com/a.tgz", "1.0.0", undefined],
  ["^1.0.0", "", undefined],
])("%s and %s: %s", (range, version, answer) => {
  expect(judgeRange(range, version)).toBe(answer);
});
