import type { PackageManager } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { scriptCommand } from "../../src/package-managers/package-managers.ts";

test.each<[PackageManager, string, string]>([
  ["npm", "npm run build --workspace basket", "npm run build"],
  ["yarn-classic", "yarn workspace basket run build", "yarn run build"],
  ["yarn-berry", "yarn workspace basket run build", "yarn run build"],
  ["pnpm", "pnpm --filter basket run build", "pnpm run build"],
  ["bun", "bun run --filter basket build", "bun run build"],
  ["lerna", "npx lerna run build --scope basket", "npm run build"],
])("%s runs a script of one package, and of the root", (packageManager, ofPackage, ofRoot) => {
  expect(scriptCommand({ packageManager }, { name: "basket", path: "packages/basket" }, "build")).toBe(ofPackage);
  expect(scriptCommand({ packageManager }, { name: "orchard", path: "" }, "build")).toBe(ofRoot);
});

test("a package without a name is entered", () => {
  const command = scriptCommand({ packageManager: "pnpm" }, { name: undefined, path: "packages/basket" }, "compile");
  expect(command).toBe("cd packages/basket && pnpm run compile");
});
