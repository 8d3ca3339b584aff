import type { DependencyMap } from "./manifest.ts";
import { isJsonObject } from "./parse-json-object.ts";
import type { JsonObject } from "./parse-json-object.ts";

/** Reads the fields of one package.json and collects what is wrong with them, so that one error can list all. */
export class ManifestFields {
  readonly faults: string[] = [];
  readonly #json: JsonObject;
  readonly #lenient: boolean;

  constructor(json: JsonObject, lenient: boolean) {
    this.#json = json;
    this.#lenient = lenient;
  }

  text(key: string): string | undefined {
    const value = this.#json[key];
    if (value === undefined || typeof value === "string") return value;
    if (!this.#lenient) this.faults.push(`"${key}" must be a string`);
    return undefined;
  }

  /** A string where other types have their own meaning, or none that matters: never a fault. */
  textIfAny(key: string): string | undefined {
    const value = this.#json[key];
    return typeof value === "string" ? value : undefined;
  }

  /** A string of an object, where both are what they should be: never a fault. */
  textIn(key: string, name: string): string | undefined {
    const object = this.#json[key];
    const value = isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
    return typeof value === "string" ? value : undefined;
  }

  /** Whether an object switches something off. */
  isFalse(key: string, name: string): boolean {
    const object = this.#json[key];
    return isJsonObject(object) && Object.hasOwn(object, name) && object[name] === false;
  }

  list(key: string): readonly string[] | undefined {
    const value = this.#json[key];
    if (value === undefined || isTexts(value)) return value;
    if (!this.#lenient) this.faults.push(`"${key}" must be an array of strings`);
    return undefined;
  }

  /** A string or an array of strings, as npm accepts for `os`, `cpu` and `libc`. */
  oneOrMore(key: string): readonly string[] {
    const value = this.#json[key];
    return typeof value === "string" ? [value] : (this.list(key) ?? []);
  }

  /** A string or the strings of an object. Never a fault: npm passes over the rest too. */
  paths(key: string): readonly string[] {
    const value = this.#json[key];
    if (typeof value === "string") return [value];
    return isJsonObject(value) ? Object.values(value).filter((each) => typeof each === "string") : [];
  }

  /** Dependency names; undefined for `true`, which stands for all dependencies. */
  bundled(key: string): readonly string[] | undefined {
    const value = this.#json[key];
    if (value === true) return undefined;
    if (value === undefined || value === false || this.#isHarmless(value)) return [];
    if (isTexts(value)) return value.filter((name) => !isComment(name));
    // Old packages repeat the ranges here; npm takes the names.
    if (isJsonObject(value)) return Object.keys(value).filter((name) => !isComment(name));
    this.faults.push(`"${key}" must be an array of strings, true or false`);
    return [];
  }

  dependencyMap(key: string): DependencyMap {
    const ranges = new Map<string, string>();
    for (const [name, range] of Object.entries(this.#object(key))) {
      if (isComment(name)) continue;
      if (typeof range === "string") ranges.set(name, range);
      else if (this.#lenient) ranges.set(name, "");
      else this.faults.push(`"${key}" must give a string for "${name}"`);
    }
    return ranges;
  }

  optionalPeers(): readonly string[] {
    const marks = Object.entries(this.#object("peerDependenciesMeta"));
    return marks
      .filter(([name, mark]) => !isComment(name) && isJsonObject(mark) && mark["optional"] === true)
      .map(([name]) => name);
  }

  #object(key: string): JsonObject {
    const value = this.#json[key];
    if (value === undefined || this.#isHarmless(value)) return {};
    if (isJsonObject(value)) return value;
    this.faults.push(`"${key}" must be an object`);
    return {};
  }

  /** Some published packages have `"dependencies": []`, `""` or null: nothing is lost. */
  #isHarmless(value: unknown): boolean {
    const empty = value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);
    return this.#lenient && empty;
  }
}

/** JSON has no comments, so that people write them as keys: Yarn 1 drops `//`, and Yarn 4 what begins so. The value may be anything. */
function isComment(key: string): boolean {
  return key.startsWith("//");
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
