import type { SeenFile } from "./seen-node.ts";

/** Which of the names by which Node's module loader is reached stand in a text. */
export function loaderNames(text: string): Omit<SeenFile, "text"> {
  return {
    namesModule: /["'`](?:node:)?module["'`]|module\.constructor|\bModule\._/u.test(text),
    namesCreateRequire: /createRequire/iu.test(text),
  };
}
