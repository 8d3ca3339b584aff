import type { SourceModule } from "./read-module.ts";

/**
 * Circles of imports among the files, types included, each as the list of its files from where it was entered. Empty
 * exactly when there is no circle.
 */
export function findCycles(modules: readonly SourceModule[]): readonly (readonly string[])[] {
  const byFile = new Map(modules.map((module) => [module.file, module]));
  const finished = new Set<string>();
  const path: string[] = [];
  const cycles: (readonly string[])[] = [];

  const visit = (file: string): void => {
    const module = byFile.get(file);
    if (module === undefined || finished.has(file)) return;
    if (path.includes(file)) {
      cycles.push(path.slice(path.indexOf(file)));
      return;
    }
    path.push(file);
    for (const { name } of module.imports) visit(importedFile(file, name));
    path.pop();
    finished.add(file);
  };
  for (const { file } of modules) visit(file);
  return cycles;
}

/** A package of the repository is entered through its index. */
function importedFile(file: string, specifier: string): string {
  if (specifier.startsWith(".")) return new URL(specifier, `file:///${file}`).pathname.slice(1);
  return specifier.replace(/^@lambda-pack\/(.+)$/u, "packages/$1/src/index.ts");
}
