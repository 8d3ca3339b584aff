import { isBuiltin, packageName, packageOf } from "./check-module.ts";
import type { Fault, PackageManifest } from "./check-module.ts";
import type { SourceModule } from "./read-module.ts";

/** The manifests by folder name below `packages/`. */
export type Manifests = ReadonlyMap<string, PackageManifest>;

/**
 * Where the package.json files disagree with the sources or with each other: the published package must carry what is
 * bundled into it, and nobody is to install what nothing imports.
 */
export function checkManifests(modules: readonly SourceModule[], manifests: Manifests): readonly Fault[] {
  return [...publishedFaults(manifests), ...unusedFaults(modules, manifests)];
}

function publishedFaults(manifests: Manifests): readonly Fault[] {
  const published = manifests.get("lambda-pack")?.dependencies ?? {};
  return [...manifests].flatMap(([folder, { dependencies }]) =>
    Object.entries(dependencies).flatMap(([name, range]) => {
      const file = `packages/${folder}/package.json`;
      if (folder === "lambda-pack") {
        if (!name.startsWith("@lambda-pack/")) return [];
        return [{ file, line: 1, message: `${name} is not published, so it belongs into devDependencies.` }];
      }
      if (name.startsWith("@lambda-pack/") || published[name] === range) return [];
      return [
        { file, line: 1, message: `packages/lambda-pack/package.json must declare ${name} as ${range} as well.` },
      ];
    }),
  );
}

function unusedFaults(modules: readonly SourceModule[], manifests: Manifests): readonly Fault[] {
  const imported = new Map<string, Set<string>>([...manifests.keys()].map((folder) => [folder, new Set()]));
  for (const { file, imports } of modules) {
    for (const { name } of imports) {
      if (name.startsWith(".") || isBuiltin(name)) continue;
      imported.get(packageOf(file))?.add(packageName(name));
      // All of the others are bundled into the published package.
      imported.get("lambda-pack")?.add(packageName(name));
    }
  }
  return [...manifests].flatMap(([folder, { dependencies }]) =>
    Object.keys(dependencies)
      .filter((name) => imported.get(folder)?.has(name) !== true)
      .map((name) => ({ file: `packages/${folder}/package.json`, line: 1, message: `Nothing imports ${name}.` })),
  );
}
