/** Apart enough to be told from each other, and none of them the red of an error. */
const hues = [255, 150, 85, 310, 195, 55, 280, 120, 225, 340] as const;

/** The hue of a group of packages: always the same one for the same name. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  // The lower bits of short names differ too little.
  return hues[((hash ^ (hash >>> 15)) >>> 0) % hues.length] ?? 0;
}
