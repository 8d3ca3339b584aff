import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isPackError, PackError, systemReason } from "@lambda-pack/model";
import { parseJsonObject } from "@lambda-pack/workspace";
import { assertRegularFile } from "./assert-regular-file.ts";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./check-config.ts";

/** The names that a config file may have, at the workspace root. */
const configFileNames = ["lambda-pack.config.json", "lambda-pack.config.js", "lambda-pack.config.mjs"] as const;

type ConfigFileName = (typeof configFileNames)[number];

/**
 * Reads the config file of a workspace, if there is one. A `.js` or `.mjs` file is run: it is the one piece of the
 * project's code that is, because the user wrote it for this tool.
 */
export async function readConfigFile(root: string, packageNames: readonly string[]): Promise<Config | undefined> {
  const present = (await namesIn(root)).filter((file) => file.startsWith("lambda-pack.config."));
  const found = configFileNames.filter((candidate) => present.includes(candidate));
  const [name, second] = found;
  if (name === undefined) return assertNone(present);
  if (second !== undefined) {
    throw new PackError("CONFIG_INVALID", `There are two config files at the workspace root, ${name} and ${second}.`, {
      hint: "Keep one of them.",
      details: { files: found },
    });
  }
  return checkConfig(await readValue(root, name), { where: name, root, packageNames });
}

async function namesIn(root: string): Promise<readonly string[]> {
  try {
    return await readdir(root);
  } catch (error) {
    throw new PackError("FILE_UNREADABLE", `${root} cannot be searched for a config file: ${systemReason(error)}.`, {
      hint: "Make it readable for the current user.",
      details: { path: root },
      cause: error,
    });
  }
}

/** A config file that is never read would be worse than none. */
function assertNone([other]: readonly string[]): undefined {
  if (other === undefined || !/\.(?:[cm]?[jt]s|json[5c]?|ya?ml|toml)$/u.test(other)) return undefined;
  throw new PackError("CONFIG_INVALID", `${other} at the workspace root is not a config file that lambda-pack reads.`, {
    hint: `Replace it with one of ${configFileNames.join(", ")}.`,
    details: { file: other },
  });
}

async function readValue(root: string, name: ConfigFileName): Promise<unknown> {
  const file = join(root, name);
  try {
    await assertRegularFile(file);
    if (name.endsWith(".json")) return parseJsonObject(await readFile(file, "utf8"), name, "CONFIG_INVALID");
    const module: unknown = await import(pathToFileURL(file).href);
    return defaultExportOf(module, name);
  } catch (error) {
    if (isPackError(error)) throw error;
    throw unreadable(name, `cannot be read: ${systemReason(error)}`, error);
  }
}

function defaultExportOf(module: unknown, name: string): unknown {
  if (typeof module === "object" && module !== null && "default" in module) return module.default;
  throw unreadable(name, "has no default export", undefined);
}

function unreadable(file: string, fault: string, cause: unknown): PackError {
  // Node prints the line of a syntax error of a program that it runs, not of a module that is imported.
  const shows = file.endsWith(".json") ? "docs/configuration.md shows examples" : `'node ${file}' shows where it fails`;
  return new PackError("CONFIG_INVALID", `${file} ${fault}.`, {
    hint: `Correct the file; ${shows}.`,
    details: { file },
    cause,
  });
}
