import { expect, test } from "vitest";
import { openBundlePaths } from "../src/open-bundle-paths.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";

function link(target: string) {
  return { link: target };
}

const { bundle } = openedBundle({
  "main.js": "",
  "lib/lens.js": "",
  "lib/glass.js": link("lens.js"),
  now: link("./lib"),
  "deep/er/up": link("../../now"),
  home: link("/var/task/lib"),
  root: link("/var/task"),
  away: link("/opt/lib"),
  egg: link("hen"),
  hen: link("egg"),
});
const paths = openBundlePaths(bundle.entries);

test.each([
  ["main.js", "file", "main.js"],
  ["lib", "directory", "lib"],
  [".", "directory", ""],
  ["lib/../main.js", "file", "main.js"],
  ["lib//./lens.js", "file", "lib/lens.js"],
  ["lib/glass.js", "file", "lib/lens.js"],
  ["deep/er/up/glass.js", "file", "lib/lens.js"],
  // `..` leads up from where the link leads, as on Linux.
  ["deep/er/up/../main.js", "file", "main.js"],
  ["home/lens.js", "file", "lib/lens.js"],
  ["root/main.js", "file", "main.js"],
  ["/var/task/lib/lens.js", "file", "lib/lens.js"],
])("%s leads to the %s %j", (path, kind, to) => {
  expect(paths(path)).toEqual({ kind, path: to });
});

test.each([
  ["nowhere.js", "dangles"],
  ["main.js/more", "dangles"],
  ["egg", "dangles"],
  ["../main.js", "escapes"],
  ["lib/../../main.js", "escapes"],
  ["away", "escapes"],
  ["/opt/lib", "escapes"],
  ["/var/tasks/main.js", "escapes"],
])("%s %s", (path, kind) => {
  expect(paths(path)).toEqual({ kind });
});

test("forty links are followed, as Linux does, and no more", () => {
  const chain = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`${index}`, link(`${index + 1}`)]));
  const long = openBundlePaths(openedBundle({ ...chain, "41": "" }).bundle.entries);
  expect(long("1")).toEqual({ kind: "file", path: "41" });
  expect(long("0")).toEqual({ kind: "dangles" });
});
