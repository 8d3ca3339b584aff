import { dirname, posix } from "node:path";
import { TASK_ROOT } from "@lambda-pack/model";

/** A text with paths as they are on Lambda: the temporary directory that a function ran in is gone when its text is read. */
export function shownPaths(text: string, taskRoot: string): string {
  return text.replaceAll(taskRoot, TASK_ROOT).replaceAll(dirname(taskRoot), posix.dirname(TASK_ROOT));
}
