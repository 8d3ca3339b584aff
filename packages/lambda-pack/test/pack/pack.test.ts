import { join } from "node:path";
import { expect, test } from "vitest";
import { pack } from "../../src/index.ts";
import type { PackOptions } from "../../src/index.ts";
import { botland } from "../botland.ts";

test.each([
  [{ target: "database" }, "The option cwd of pack must be a string, not undefined."],
  [{ cwd: "/", target: ["database"] }, 'The option target of pack must be a string, not ["database"].'],
])("a caller in JavaScript learns what is missing: %j", async (options, message) => {
  await expect(pack(options as unknown as PackOptions)).rejects.toMatchObject({ code: "CONFIG_INVALID", message });
});

test("a file is no directory to work in", async () => {
  const cwd = join(await botland(), "package.json");
  await expect(pack({ cwd, target: "database" })).rejects.toMatchObject({
    message: `The directory ${cwd} does not exist.`,
  });
});

test("an empty target is no package, not even the one of the working directory", async () => {
  await expect(pack({ cwd: await botland(), target: "" })).rejects.toMatchObject({ code: "IMPORTER_NOT_FOUND" });
});

test("a target that fits several packages is ambiguous", async () => {
  await expect(pack({ cwd: await botland(), target: "@botland/*" })).rejects.toMatchObject({
    code: "IMPORTER_AMBIGUOUS",
    hint: "Call pack once for each of them.",
  });
});
