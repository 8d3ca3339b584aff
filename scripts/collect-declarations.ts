import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Outputs } from "./bundle-code.ts";
import { relativeImports } from "./relative-imports.ts";

const entry = "types/lambda-pack/index.d.ts";

/**
 * The declarations that users can reach from `index.d.ts`, and no others. Those of our packages stand side by side under
 * `types`, with imports between them made relative: users have none of the internal packages. `packages` is the directory of
 * the packages, which are built.
 */
export async function collectDeclarations(packages: string): Promise<Outputs> {
  const outputs = new Map([["index.d.ts", `export * from "./${entry.replace(/\.d\.ts$/u, ".js")}";\n`]]);
  const reached = new Set([entry]);
  // A Set also visits what is added while it is walked, so this loop follows every import.
  for (const file of reached) {
    const declaration = await readDeclaration(packages, file);
    outputs.set(path.normalize(file), declaration);
    for (const imported of importedBy(declaration)) reached.add(path.posix.join(path.posix.dirname(file), imported));
  }
  return outputs;
}

/** `types/model/bundle/id.d.ts` is what was built of the package `model`. */
async function readDeclaration(packages: string, file: string): Promise<string> {
  const [, name = "", ...segments] = file.split("/");
  const built = segments.join("/");
  const declaration = await readFile(path.join(packages, name, "build", built), "utf8");
  return relativeImports(declaration, path.posix.dirname(built));
}

/** The declarations that one imports, as paths from its own directory. */
function importedBy(declaration: string): readonly string[] {
  const imports = declaration.matchAll(/(?:\bfrom |\bimport\(|\bimport )"(\.[^"]*)\.(js|mjs)"/gu);
  return [...imports].map(([, file = "", extension]) => (extension === "mjs" ? `${file}.d.mts` : `${file}.d.ts`));
}
