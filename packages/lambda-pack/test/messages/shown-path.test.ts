import { expect, test } from "vitest";
import { shownPath } from "../../src/messages/shown-path.ts";

test.each([
  ["/botland/a.zip", "a.zip"],
  ["/botland/..a/b.zip", "..a/b.zip"],
  ["/other/a.zip", "/other/a.zip"],
  ["/botland", "/botland"],
])("%s is shown as %s", (path, shown) => {
  expect(shownPath(path, "/botland")).toBe(shown);
});
