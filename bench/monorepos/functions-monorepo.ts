import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { big, generateMonorepo } from "./monorepos.ts";

export const FUNCTION_COUNT = 30;

/** What every function needs; with all that these need it is nine tenths of the files of each. */
const shared = "express lodash knex pg mysql2 winston joi zod axios uuid date-fns".split(" ");

/** Of these each function needs two, one of them together with the function before it and one with the next. */
const own = (
  "koa fastify cheerio got mongodb redis yargs graphql redux immer handlebars ioredis nodemailer validator jsonwebtoken " +
  "ws xml2js moment ramda helmet commander execa p-queue ajv js-yaml dotenv glob class-transformer cors body-parser"
).split(" ");

/**
 * Thirty functions over packages that the big monorepo has installed: a copy of those packages, so that no network is
 * needed. Each function has a source file of its own.
 */
export async function generateFunctions(root: string): Promise<void> {
  const installed = await generateMonorepo(big);
  await mkdir(path.join(root, "node_modules"), { recursive: true });
  await writeFile(
    path.join(root, "package.json"),
    '{ "name": "functions", "private": true, "workspaces": ["packages/*"] }\n',
  );
  await execa("cp", [path.join(installed, "yarn.lock"), root]);
  for (const name of await listNeeded(path.join(installed, "node_modules"), [...shared, ...own])) {
    const target = path.join(root, "node_modules", name);
    await mkdir(path.dirname(target), { recursive: true });
    await execa("cp", ["-R", "-P", path.join(installed, "node_modules", name), target]);
  }
  for (let index = 0; index < FUNCTION_COUNT; index += 1) await writeFunction(root, index, installed);
}

async function writeFunction(root: string, index: number, installed: string): Promise<void> {
  const directory = path.join(root, "packages", functionName(index));
  const names = [...shared, ...[...own, ...own].slice(index, index + 2)];
  const dependencies: Record<string, string> = {};
  for (const name of names) dependencies[name] = await readVersion(path.join(installed, "node_modules", name));
  await mkdir(directory, { recursive: true });
  const manifest = {
    name: functionName(index),
    version: "1.0.0",
    private: true,
    main: "index.js",
    lambdaPack: {},
    dependencies,
  };
  await writeFile(path.join(directory, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await writeFile(path.join(directory, "index.js"), `exports.handler = async () => ({ function: ${index} });\n`);
}

/** Packages are named as their directories are. */
export function functionName(index: number): string {
  return `function-${String(index + 1).padStart(2, "0")}`;
}

/** The names at the root that some packages need, themselves included; what is nested in them comes with its folder. */
async function listNeeded(nodeModules: string, names: readonly string[]): Promise<readonly string[]> {
  const needed = new Set(names);
  // A Set also visits what is added while it is walked.
  for (const name of needed) {
    for (const manifest of await listManifests(path.join(nodeModules, name))) {
      for (const dependency of await readDependencies(manifest)) {
        if (existsSync(path.join(nodeModules, dependency))) needed.add(dependency);
      }
    }
  }
  return [...needed];
}

/** The package.json of a package and of all that is nested in it. */
async function listManifests(directory: string): Promise<readonly string[]> {
  const nested = path.join(directory, "node_modules");
  const files = existsSync(nested) ? await readdir(nested, { recursive: true }) : [];
  const inside = files.filter((file) => path.basename(file) === "package.json");
  return [path.join(directory, "package.json"), ...inside.map((file) => path.join(nested, file))];
}

async function readDependencies(manifest: string): Promise<readonly string[]> {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(await readFile(manifest, "utf8"));
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
}

async function readVersion(directory: string): Promise<string> {
  return JSON.parse(await readFile(path.join(directory, "package.json"), "utf8")).version;
}
