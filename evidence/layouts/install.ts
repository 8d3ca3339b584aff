import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";
import type { Layout, Places } from "./layout.ts";

/**
 * Writes a monorepo into `<directory>/root` and installs it with the layout's package manager, from this registry alone.
 * Caches, stores and settings lie beside the root: nobody's are read or written. Gives the root.
 */
export async function install(layout: Layout, monorepo: Tree, places: Places): Promise<string> {
  const { registry, outside } = places;
  const root = path.join(outside, "root");
  const rootFiles = layout.rootFiles?.(places) ?? {};
  writeTree(outside, { home: {}, npmrc: `registry=${registry}\n` });
  writeTree(root, { ...monorepo, ...rootFiles });
  for (const command of layout.commands) await runInstalled(layout, places, command);
  return root;
}

/** The same in a new directory that is removed after the test. */
export async function installForTest(layout: Layout, monorepo: Tree, registry: string): Promise<string> {
  return install(layout, monorepo, { registry, outside: temporaryDirectory() });
}

/** Runs a command at the root of what `install` wrote to these places, with its package manager on PATH. */
export async function runInstalled(
  layout: Layout,
  places: Places,
  [command, ...args]: readonly [string, ...string[]],
): Promise<void> {
  const env = { ...(await quietEnvironment(layout, places)), ...layout.env?.(places) };
  await execa(command, args, { cwd: path.join(places.outside, "root"), extendEnv: false, env });
}

async function quietEnvironment(layout: Layout, { registry, outside }: Places): Promise<Record<string, string>> {
  const tools = await Promise.all(
    [layout.tool, ...(layout.besides ?? [])].map(async ({ release, bin }) => toolBin(release, bin)),
  );
  const beside = (name: string): string => path.join(outside, name);
  return {
    PATH: [...tools.map((tool) => path.dirname(tool)), process.env["PATH"]].join(path.delimiter),
    HOME: beside("home"),
    XDG_CACHE_HOME: beside("cache"),
    XDG_CONFIG_HOME: beside("config"),
    XDG_DATA_HOME: beside("data"),
    XDG_STATE_HOME: beside("state"),
    npm_config_userconfig: beside("npmrc"),
    npm_config_globalconfig: beside("global-npmrc"),
    npm_config_cache: beside("npm-cache"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    npm_config_registry: registry,
    // pnpm and newer Yarns wait a day before they take a release; this one is seconds old.
    npm_config_minimum_release_age: "0",
    pnpm_config_minimum_release_age: "0",
    YARN_NPM_MINIMAL_AGE_GATE: "0",
    YARN_REGISTRY: registry,
    YARN_GLOBAL_FOLDER: beside("yarn-global"),
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
    YARN_ENABLE_TELEMETRY: "0",
    BUN_INSTALL_CACHE_DIR: beside("bun-cache"),
    BUN_CONFIG_REGISTRY: registry,
    DO_NOT_TRACK: "1",
  };
}
