import { expect, test } from "vitest";
import { splitId } from "../../src/graph/package-id.ts";

test.each([
  ["lodash@4.17.21", "lodash", "4.17.21"],
  ["@botland/shared@^1.0.0", "@botland/shared", "^1.0.0"],
  ["@botland/shared", "@botland/shared", undefined],
  ["ms@npm:2.0.0", "ms", "npm:2.0.0"],
  ["@bot/chat@workspace:packages/@bot/chat", "@bot/chat", "workspace:packages/@bot/chat"],
  ["lodash@4.17.21#2", "lodash", "4.17.21#2"],
  ["lodash@", "lodash", ""],
  ["*", "*", undefined],
  ["@1.0.0", "@1.0.0", undefined],
])("%s is %s and %s", (id, name, reference) => {
  expect(splitId(id)).toEqual({ name, reference });
});
