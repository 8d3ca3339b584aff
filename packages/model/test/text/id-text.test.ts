import { expect, test } from "vitest";
import { idText } from "../../src/text/id-text.ts";

test("a package whose version nothing says is known by its name alone", () => {
  expect(["lodash@4.17.21", "lodash@", "@botland/shared@", "ms@2.0.0#2"].map(idText)).toEqual([
    "lodash@4.17.21",
    "lodash",
    "@botland/shared",
    "ms@2.0.0#2",
  ]);
});
