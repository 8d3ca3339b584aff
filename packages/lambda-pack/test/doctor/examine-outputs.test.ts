import { expect, test } from "vitest";
import { examineOutputs } from "../../src/doctor/examine-outputs.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

test("outputs are counted, those of scopes too, and leftovers are named", async () => {
  const root = tree({
    ".lambda-pack/.gitignore": "*\n",
    ".lambda-pack/database.zip": "12345",
    ".lambda-pack/database.zip.packindex": "123",
    ".lambda-pack/database/package.json": "{}",
    ".lambda-pack/.outside/dist/database.zip.packindex": "1234",
    "dist/.lambda-pack-1.2.0123abcd-Xy12ab/archive": "",
    "dist/database.zip": "",
    ".lambda-pack/image.tar.gz": "1",
    ".lambda-pack/.lambda-pack-Xy12ab/archive": "",
    ".lambda-pack/@botland/mailer.zip": "12",
    ".lambda-pack/@botland/mailer/package.json": "{}",
    ".lambda-pack/@botland/.lambda-pack-Zz9999/archive": "",
  });
  expect(examineOutputs(root)).toEqual({
    dir: ".lambda-pack",
    archives: { files: 3, bytes: 8 },
    stagingDirectories: 2,
    indexes: { files: 2, bytes: 7 },
    leftovers: [
      ".lambda-pack/.lambda-pack-Xy12ab",
      ".lambda-pack/@botland/.lambda-pack-Zz9999",
      "dist/.lambda-pack-1.2.0123abcd-Xy12ab",
    ],
  });
});

test("where nothing was packed there is nothing", async () => {
  expect(examineOutputs(tree({ "package.json": "{}" }))).toBeUndefined();
});
