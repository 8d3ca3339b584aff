import type { Bundle, InstanceId } from "@lambda-pack/model";

/** The size of all copies of a package together. */
export interface PackageSize {
  /** Unzipped. */
  readonly bytes: number;
  /** Bytes of its data in the zip; only of a bundle that was read from one. */
  readonly zippedBytes?: number;
}

/** The size of each package in the bundle, ordered by id. */
export function packageSizes(bundle: Bundle): ReadonlyMap<InstanceId, PackageSize> {
  const zipped = zippedByPackage(bundle);
  return new Map(
    [...bundle.packages.values()].map(({ id, bytes, paths }): [InstanceId, PackageSize] => [
      id,
      { bytes: bytes * paths.length, ...(zipped === undefined ? {} : { zippedBytes: zipped.get(id) ?? 0 }) },
    ]),
  );
}

function zippedByPackage({ origin, entries, places }: Bundle): ReadonlyMap<InstanceId, number> | undefined {
  if (origin !== "zip") return undefined;
  const sums = new Map<InstanceId, number>();
  for (const { place, zipped } of entries) {
    const id = places.get(place);
    if (id !== undefined) sums.set(id, (sums.get(id) ?? 0) + (zipped?.bytes ?? 0));
  }
  return sums;
}
