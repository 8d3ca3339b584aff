import { isJsonObject } from "@lambda-pack/model";
import type { JsonObject } from "@lambda-pack/model";

/** The fields of a package.json that decide what Node loads, and what the package declares. */
export interface PackageJson {
  readonly name: string | undefined;
  /** Undefined where it is no string, as Node sees it. */
  readonly main: string | undefined;
  readonly type: "module" | "commonjs" | undefined;
  /** As written; undefined where it is absent or null. */
  readonly exports: unknown;
  readonly imports: JsonObject | undefined;
  /** Whether the condition `module-sync` stands somewhere in `exports` or `imports`. */
  readonly hasModuleSync: boolean;
  /** Names in `dependencies`, and in `peerDependencies` that are needed. */
  readonly needed: ReadonlySet<string>;
  /** Names that may be missing: `optionalDependencies`, optional peers. */
  readonly optional: ReadonlySet<string>;
  readonly development: ReadonlySet<string>;
  /** Names that the program `module-alias` is to resolve; undefined where the field is absent. */
  readonly aliases: readonly string[] | undefined;
}

/** Text of a package.json, without a byte order mark → its fields; undefined where it is no JSON object, which Node refuses to read. */
export function parsePackageJson(text: string): PackageJson | undefined {
  const json = parseObject(text);
  if (json === undefined) return undefined;
  const optional = new Set([...keysOf(json["optionalDependencies"]), ...optionalPeers(json["peerDependenciesMeta"])]);
  const needed = ["dependencies", "peerDependencies", "bundleDependencies", "bundledDependencies"]
    .flatMap((field) => keysOf(json[field]))
    .filter((name) => !optional.has(name));
  const type = json["type"];
  return {
    name: textOf(json["name"]),
    main: textOf(json["main"]),
    type: type === "module" || type === "commonjs" ? type : undefined,
    exports: json["exports"] ?? undefined,
    imports: isJsonObject(json["imports"]) ? json["imports"] : undefined,
    hasModuleSync: text.includes('"module-sync"'),
    needed: new Set(needed),
    optional,
    development: new Set(keysOf(json["devDependencies"])),
    aliases: isJsonObject(json["_moduleAliases"]) ? Object.keys(json["_moduleAliases"]) : undefined,
  };
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((each): each is string => typeof each === "string");
  return isJsonObject(value) ? Object.keys(value) : [];
}

function optionalPeers(meta: unknown): readonly string[] {
  if (!isJsonObject(meta)) return [];
  return Object.entries(meta).flatMap(([name, mark]) =>
    isJsonObject(mark) && mark["optional"] === true ? [name] : [],
  );
}
