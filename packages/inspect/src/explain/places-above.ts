import type { BundlePath } from "@lambda-pack/model";

/**
 * Where Node looks for a package, nearest first (Node.js documentation, "Loading from node_modules folders"): in the `node_modules`
 * of the directory itself and of each one above it, but in none that is directly in a `node_modules`' own.
 */
export function* placesAbove(directory: string, name: string): Generator<BundlePath> {
  for (let at = directory; ; at = parentOf(at)) {
    if (at !== "node_modules" && !at.endsWith("/node_modules")) yield placeIn(at, name);
    if (at === "") return;
  }
}

/** Where a package lies, as the directory whose `node_modules` holds it and the name there; undefined where it is in none. */
export function splitPlace(place: string): { readonly owner: string; readonly name: string } | undefined {
  const start = `/${place}`.lastIndexOf(`/${modules}/`);
  if (start === -1) return undefined;
  return { owner: place.slice(0, Math.max(0, start - 1)), name: place.slice(start + modules.length + 1) };
}

const modules = "node_modules";

function placeIn(directory: string, name: string): BundlePath {
  return (directory === "" ? `${modules}/${name}` : `${directory}/${modules}/${name}`) as BundlePath;
}

function parentOf(directory: string): string {
  return directory.slice(0, Math.max(0, directory.lastIndexOf("/")));
}
