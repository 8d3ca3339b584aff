import { expect, test } from "vitest";
import { readConfigFile } from "../../src/config/read-config-file.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

test("a workspace without a config file has no config", async () => {
  expect(await readConfigFile(tree({ "package.json": {} }), [])).toBeUndefined();
});

test.each([
  ["lambda-pack.config.json", '\uFEFF{ "arch": "arm64" }'],
  ["lambda-pack.config.mjs", 'export default { arch: "arm64" };'],
  ["lambda-pack.config.js", 'module.exports = { arch: "arm64" };'],
])("%s is read", async (name, text) => {
  const root = tree({ [name]: text });
  expect(await readConfigFile(root, [])).toMatchObject({ where: name, defaults: { arch: "arm64" }, faults: [] });
});

test("a .js file of an ES module workspace is read", async () => {
  const root = tree({
    "package.json": { type: "module" },
    "lambda-pack.config.js": "export default { strict: true };",
  });
  expect(await readConfigFile(root, [])).toMatchObject({ defaults: { strict: true } });
});

test.each(["lambda-pack.config.ts", "lambda-pack.config.cjs", "lambda-pack.config.yaml"])(
  "%s is an error: it would never be read",
  async (name) => {
    await expect(readConfigFile(tree({ [name]: "" }), [])).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: `${name} at the workspace root is not a config file that lambda-pack reads.`,
    });
  },
);

test("a file that only begins like a config file is none of ours", async () => {
  expect(await readConfigFile(tree({ "lambda-pack.config.mjs.orig": "" }), [])).toBeUndefined();
});

test("two config files are an error that names both", async () => {
  const root = tree({ "lambda-pack.config.mjs": "export default {};", "lambda-pack.config.json": "{}" });
  await expect(readConfigFile(root, [])).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: "There are two config files at the workspace root, lambda-pack.config.json and lambda-pack.config.mjs.",
    hint: "Keep one of them.",
  });
});

test("broken JSON is an error that names the file and the line", async () => {
  const root = tree({ "lambda-pack.config.json": '{\n  "arch": "arm64",\n  "strict": yes\n}' });
  await expect(readConfigFile(root, [])).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: 'lambda-pack.config.json:3:13 is not valid JSON: unexpected "y".',
  });
});

test("a module that throws is an error that names the file and the reason", async () => {
  const root = tree({ "lambda-pack.config.mjs": 'throw new Error("no database today");' });
  await expect(readConfigFile(root, [])).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: "lambda-pack.config.mjs cannot be read: no database today.",
  });
});

test("a module with a syntax error is an error that says how to see the place", async () => {
  const root = tree({ "lambda-pack.config.mjs": "export default {\n  strict: tru e,\n};" });
  await expect(readConfigFile(root, [])).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    hint: "Correct the file; 'node lambda-pack.config.mjs' shows where it fails.",
  });
});

test("a module without a default export is an error", async () => {
  const root = tree({ "lambda-pack.config.mjs": 'export const arch = "arm64";' });
  await expect(readConfigFile(root, [])).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: "lambda-pack.config.mjs has no default export.",
  });
});

test("a directory with the name of a config file is an error, not a crash", async () => {
  const root = tree({ "lambda-pack.config.json/readme.txt": "" });
  await expect(readConfigFile(root, [])).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: "lambda-pack.config.json cannot be read: it is a directory (EISDIR).",
  });
});

test("a root that cannot be searched is named", async () => {
  const root = `${tree({})}/gone`;
  await expect(readConfigFile(root, [])).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    message: `${root} cannot be searched for a config file: it does not exist (ENOENT).`,
  });
});
