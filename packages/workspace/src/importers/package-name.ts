import { join } from "node:path";
import { isCompanionName, isPackError, PackError } from "@lambda-pack/model";
import type { Importer, Manifest } from "@lambda-pack/model";

/** A segment of the bundle's paths. Old names with capitals are fine; a leading dot would hide or escape. */
const SEGMENT = /^(?!\.)(?!__proto__$)(?!node_modules$)[^/\\\p{Cc}]+$/u;

/** Whether a name can be a directory of the bundle: one segment, or two where the first begins with `@`. */
export function isPackageName(name: string): boolean {
  const segments = name.split("/");
  const isScoped = name.startsWith("@") && segments[0] !== "@";
  return segments.length === (isScoped ? 2 : 1) && segments.every((segment) => SEGMENT.test(segment));
}

/** Throws for a dependency key, declared by the package in `dir`, that cannot be a directory of the bundle. */
export function assertDependencyName(name: string, dir: string): void {
  if (isDependencyName(name)) return;
  const declaredIn = join(dir, "package.json");
  throw new PackError(
    "PACKAGE_NAME_INVALID",
    `${declaredIn} depends on ${JSON.stringify(name)}, which is not a valid package name.`,
    {
      hint: "Correct the name of the dependency.",
      details: { name, declaredIn },
    },
  );
}

/** Whether a dependency key can be a directory of the bundle. */
export function isDependencyName(name: string): boolean {
  return isPackageName(name) || isCompanionName(name);
}

/** Why an importer cannot be packed, as far as its package.json shows. */
export function checkTarget(importer: Importer): PackError | undefined {
  try {
    manifestOfTarget(importer);
    return undefined;
  } catch (error) {
    if (isPackError(error)) return error;
    throw error;
  }
}

/** The manifest of an importer that is to be packed. Throws when it is broken, or its name cannot be a path. */
export function manifestOfTarget({ dir, name, manifest }: Importer): Manifest {
  if (isPackError(manifest)) throw manifest;
  if (name === undefined || isPackageName(name)) return manifest;
  throw new PackError(
    "PACKAGE_NAME_INVALID",
    `The package in ${dir} has the name ${JSON.stringify(name)}, which is not a valid package name.`,
    {
      hint: 'Correct "name" in its package.json.',
      details: { name, dir },
    },
  );
}
