import { expect, test } from "vitest";
import { filesUrl, problemPage } from "../../src/messages/problem-page.ts";

test("the page of a problem is its URL where there is one, else the kind that names it", () => {
  expect(problemPage("missing-peer", "https://example.com/lambda-pack/blob/HEAD/")).toBe(
    "https://example.com/lambda-pack/blob/HEAD/docs/problems/missing-peer.md",
  );
  expect(problemPage("missing-peer", undefined)).toBe("missing-peer");
});

test.each([
  ["https://example.com/ada/lambda-pack", "https://example.com/ada/lambda-pack/blob/HEAD/"],
  ["git+https://example.com/ada/lambda-pack.git", "https://example.com/ada/lambda-pack/blob/HEAD/"],
  ["git+ssh://git@example.com/ada/lambda-pack.git", "https://example.com/ada/lambda-pack/blob/HEAD/"],
  ["github:ada/lambda-pack", "https://github.com/ada/lambda-pack/blob/HEAD/"],
  [{ url: "https://example.com/ada/lambda-pack/" }, "https://example.com/ada/lambda-pack/blob/HEAD/"],
  [{}, undefined],
  ["../lambda-pack", undefined],
  [undefined, undefined],
])("of the repository %j, files are read below %s", (repository, url) => {
  expect(filesUrl(repository)).toBe(url);
});
