import type { BundlePackage } from "@lambda-pack/model";
import type { BinaryTarget } from "./binary-target.ts";

/**
 * Whether somebody needs a package that is made for another platform because the one for this platform is not in the bundle: a
 * zip that was made of an install for another machine. Such packages are optional dependencies of the one that chooses among them.
 */
export function isLackingFor({ id }: BundlePackage, target: BinaryTarget): boolean {
  const { packages } = target.bundle;
  return [...packages.values()].some(
    (dependent) => dependent.edges.some(({ to }) => to === id) && lacksItsOwn(dependent, target),
  );
}

function lacksItsOwn({ id, edges }: BundlePackage, target: BinaryTarget): boolean {
  const { platform, packages, fitsPlatform, platformFromName } = target;
  const choices = [...(packages.get(id)?.manifest.optionalDependencies.keys() ?? [])];
  const wanted = choices.filter((name) => {
    const fields = platformFromName(name);
    return fields !== undefined && fitsPlatform(fields, platform);
  });
  return wanted.length > 0 && !edges.some(({ name }) => wanted.includes(name));
}
