import { expect, test } from "vitest";
import { placeInMessages } from "../../../src/index.ts";

const places = {
  root: "/home/ada/orchard",
  outsideDirs: ["/home/ada/apps/picker"],
  stores: ["/home/ada/.yarn/berry/cache", "/caches/1f2e/node_modules", "/caches/1f2e/node_modules/.store"],
  linkedModules: new Map([
    ["/caches/1f2e/node_modules", "/home/ada/orchard/node_modules"],
    ["/volumes/picker", "/home/ada/apps/picker/node_modules"],
  ]),
  packageManager: "yarn-berry",
} as const;

test.each([
  ["/home/ada/orchard", ""],
  ["/home/ada/orchard/packages/basket", "packages/basket"],
  ["/home/ada/apps/picker/package.json", "../apps/picker/package.json"],
  ["/home/ada/.yarn/berry/cache/ms-npm-2.1.3.zip/node_modules/ms", "<Yarn cache>/ms-npm-2.1.3.zip/node_modules/ms"],
  ["/caches/1f2e/node_modules/ms", "node_modules/ms"],
  ["/caches/1f2e/node_modules/.store/ms", "node_modules/.store/ms"],
  ["/volumes/picker/ms", "../apps/picker/node_modules/ms"],
  ["/home/ada/apps/other", "/home/ada/apps/other"],
  ["/elsewhere/ms", "/elsewhere/ms"],
])("%s is named %j", (path, name) => {
  expect(placeInMessages(places, path)).toBe(name);
});

test("a store is named after its owner", () => {
  const stores = ["/home/ada/.local/share/pnpm/store/v10/links"];
  const path = `${stores[0] ?? ""}/@/ms/2.1.3/0c/node_modules/ms`;
  expect(placeInMessages({ ...places, stores, packageManager: "pnpm" }, path)).toBe(
    "<pnpm store>/@/ms/2.1.3/0c/node_modules/ms",
  );
});
