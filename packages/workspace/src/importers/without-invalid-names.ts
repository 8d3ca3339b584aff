import type { DependencyMap, Manifest } from "@lambda-pack/model";
import { isDependencyName } from "./package-name.ts";

/** The manifest without dependencies under keys that are no names: nothing can be installed for them. The same one where all are names. */
export function withoutInvalidNames(manifest: Manifest): Manifest {
  const { dependencies, peerDependencies, optionalPeers, bundledDependencies } = manifest;
  const others = [...dependencies.keys(), ...peerDependencies.keys(), ...optionalPeers, ...bundledDependencies];
  if (others.every(isDependencyName)) return withoutInvalidOptionals(manifest);
  return {
    ...withoutInvalidOptionals(manifest),
    dependencies: namedOnly(dependencies),
    peerDependencies: namedOnly(peerDependencies),
    optionalPeers: optionalPeers.filter(isDependencyName),
    bundledDependencies: bundledDependencies.filter(isDependencyName),
  };
}

/** The same for optional dependencies alone: one that can never be there is left out like any other that is not installed. */
export function withoutInvalidOptionals(manifest: Manifest): Manifest {
  const { optionalDependencies } = manifest;
  if ([...optionalDependencies.keys()].every(isDependencyName)) return manifest;
  return { ...manifest, optionalDependencies: namedOnly(optionalDependencies) };
}

function namedOnly(dependencies: DependencyMap): DependencyMap {
  return new Map([...dependencies].filter(([name]) => isDependencyName(name)));
}
