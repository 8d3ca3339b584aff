import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "@lambda-pack/test-support/repository";

/** A package of fixtures/bazaar: its handler really uses the first of its dependencies. */
export interface Stall {
  /** Of its directory, and of the workspace package behind `@bazaar/`. */
  readonly name: string;
  /** What it is about, as the registry calls it. */
  readonly package: string;
  /** What else it brings for that. */
  readonly besides: readonly string[];
  /** What its handler does, as its description tells. */
  readonly does: string;
  /** What the function must have in NODE_OPTIONS, in place too, because Lambda has switched it off. */
  readonly nodeOptions: string | undefined;
  /** Whether its handler is an ES module. */
  readonly isModule: boolean;
}

interface Manifest {
  readonly name: string;
  readonly type?: string;
  readonly description: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bazaar?: { readonly nodeOptions: string };
}

export const bazaar = path.join(repository, "fixtures", "bazaar");

/** All stalls, ordered by the name of their package without its scope. */
export const stalls: readonly Stall[] = readdirSync(path.join(bazaar, "packages"))
  .map(readStall)
  .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));

function readStall(name: string): Stall {
  const file = path.join(bazaar, "packages", name, "package.json");
  const manifest: Manifest = JSON.parse(readFileSync(file, "utf8"));
  const [first = "", ...besides] = Object.keys(manifest.dependencies);
  const { description, bazaar: own, type } = manifest;
  return {
    name,
    package: first,
    besides,
    does: description,
    nodeOptions: own?.nodeOptions,
    isModule: type === "module",
  };
}

function sortKey(stall: Stall): string {
  return stall.package.replace(/^@/u, "");
}
