import { emptyManifest } from "@lambda-pack/model";
import type { Manifest } from "@lambda-pack/model";

/** A manifest with nothing in it but what a test is about. */
export function manifest(fields: Partial<Manifest> = {}): Manifest {
  return { ...emptyManifest, ...fields };
}
