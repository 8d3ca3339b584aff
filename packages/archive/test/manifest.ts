import type { Manifest } from "@lambda-pack/model";

/** A manifest with nothing in it but what a test is about. */
export function manifest(fields: Partial<Manifest> = {}): Manifest {
  return {
    name: undefined,
    version: undefined,
    main: undefined,
    bin: [],
    browser: undefined,
    dependencies: new Map(),
    optionalDependencies: new Map(),
    peerDependencies: new Map(),
    optionalPeers: [],
    bundledDependencies: [],
    os: [],
    cpu: [],
    libc: [],
    files: undefined,
    lambdaPack: undefined,
    ...fields,
  };
}
