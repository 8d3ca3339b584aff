import { join } from "node:path";

/** `<root>/.lambda-pack`, where outputs go unless they are wanted elsewhere. */
export function outputRoot(root: string): string {
  return join(root, ".lambda-pack");
}
