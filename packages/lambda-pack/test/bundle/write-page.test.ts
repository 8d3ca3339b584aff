import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { diskFileSystem } from "@lambda-pack/archive";
import { expect, test } from "vitest";
import { assertPageReplaceable, writePage } from "../../src/bundle/write-page.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

test("a page is written where there is nothing, directories included, and replaces an earlier one", async () => {
  const root = tree({});
  const file = join(root, "reports", "database.html");
  await assertPageReplaceable(file);
  await writePage(file, "first");
  await assertPageReplaceable(file);
  await writePage(file, "second");
  expect(await readFile(file, "utf8")).toBe("second");
  expect(await readdir(join(root, "reports"))).toEqual(["database.html"]);
});

test.each([
  ["a directory", (file: string) => mkdir(file), "is a directory"],
  ["a link", (file: string) => symlink("elsewhere.html", file), "is a link"],
])("%s is not replaced", async (_, make, fault) => {
  const file = join(tree({}), "database.html");
  await make(file);
  await expect(assertPageReplaceable(file)).rejects.toMatchObject({
    code: "OUTPUT_INVALID",
    message: `The output ${file} ${fault}.`,
  });
});

test("a file that is not called a page is not replaced, but an empty one is", async () => {
  const root = tree({ "package.json": {}, empty: "" });
  await expect(assertPageReplaceable(join(root, "package.json"))).rejects.toMatchObject({ code: "OUTPUT_INVALID" });
  await expect(assertPageReplaceable(join(root, "empty"))).resolves.toBeUndefined();
});

test("a page below a file is refused", async () => {
  const root = tree({ "package.json": {} });
  const file = join(root, "package.json", "database.html");
  await expect(writePage(file, "page")).rejects.toMatchObject({ code: "OUTPUT_WRITE_FAILED" });
});

test("when the disk is full, the earlier page stays, and nothing else is left", async () => {
  const root = tree({ "database.html": "earlier" });
  const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
  const fs = { ...diskFileSystem, rename: () => Promise.reject(full) };
  await expect(writePage(join(root, "database.html"), "page", fs)).rejects.toMatchObject({
    code: "OUTPUT_WRITE_FAILED",
    message: expect.stringContaining("ENOSPC"),
  });
  expect(await readdir(root)).toEqual(["database.html"]);
  expect(await readFile(join(root, "database.html"), "utf8")).toBe("earlier");
});

test("a page that cannot be written whole leaves nothing", async () => {
  const root = tree({});
  const fs = {
    ...diskFileSystem,
    open: async (...args: Parameters<typeof diskFileSystem.open>) => {
      const handle = await diskFileSystem.open(...args);
      handle.writeFile = async () => {
        throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      };
      return handle;
    },
  };
  await expect(writePage(join(root, "database.html"), "page", fs)).rejects.toMatchObject({
    code: "OUTPUT_WRITE_FAILED",
  });
  expect(await readdir(root)).toEqual([]);
});
