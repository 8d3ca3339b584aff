import { join } from "node:path";
import { placeInMessages } from "./place-in-messages.ts";
import type { NamedPlaces } from "./place-in-messages.ts";

/** How a package's package.json is named in messages and reports. */
export function manifestPath(places: NamedPlaces, dir: string): string {
  return placeInMessages(places, join(dir, "package.json"));
}
