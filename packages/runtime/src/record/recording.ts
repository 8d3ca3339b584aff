/** What a function has done with a path of its bundle. */
export type RecordedAct =
  | "module"
  | "data"
  | "addon"
  /** Started as a program. */
  | "executed"
  /** A package.json that Node.js reads where it resolves a name or decides what kind of module a file is. */
  | "manifest"
  /** A link that was followed. */
  | "link"
  /** A directory whose names were listed. */
  | "listed"
  /** Asked for without being opened: whether it is there, how large it is. */
  | "checked";

export interface Recording {
  /** What was done with each file, link and directory of the bundle, by path from the task root, with forward slashes. */
  readonly acts: ReadonlyMap<string, ReadonlySet<RecordedAct>>;
  /** Paths of the bundle that were asked for and are not there. */
  readonly absent: ReadonlySet<string>;
  /** Processes of the function that were to be recorded, and all processes and threads that were. */
  readonly expected: number;
  readonly started: number;
  /** Why something could not be recorded. */
  readonly faults: readonly string[];
}
