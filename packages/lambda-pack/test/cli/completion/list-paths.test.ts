import { expect, test } from "vitest";
import { listPaths } from "../../../src/cli/completion/list-paths.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

async function harbour() {
  const cwd = tree({ "built/a.zip": "", "built/a.txt": "", ".hidden/b.zip": "", "boat.zip": "" });
  return (start: string, suffix: string) => listPaths(start, { suffix, cwd }).toSorted();
}

test("directories end in a slash, and files are those with the suffix", async () => {
  const list = await harbour();
  expect(list("", ".zip")).toEqual(["boat.zip", "built/"]);
  expect(list("bu", ".zip")).toEqual(["built/"]);
  expect(list("built/", ".zip")).toEqual(["built/a.zip"]);
  expect(list("built/a", "")).toEqual(["built/a.txt", "built/a.zip"]);
  expect(list("", "/")).toEqual(["built/"]);
  expect(list("./bo", ".zip")).toEqual(["./boat.zip"]);
});

test("hidden ones are listed after a dot", async () => {
  const list = await harbour();
  expect(list(".", ".zip")).toEqual([".hidden/"]);
  expect(list(".hidden/", ".zip")).toEqual([".hidden/b.zip"]);
});

test("what cannot be read is nothing", async () => {
  const list = await harbour();
  expect(list("no/where/", "")).toEqual([]);
  expect(list("boat.zip/", "")).toEqual([]);
});
