import type { CommandSpec, Conflict } from "../spec/command-spec.ts";
import { packConflicts } from "./pack-conflicts.ts";

/** Options of a command that cannot be given together. Apart from the specs, which completion loads with each key that is pressed. */
export function conflictsOf(spec: CommandSpec): readonly Conflict[] {
  return spec.conflicts ?? conflicts[spec.name] ?? [];
}

const conflicts: Readonly<Record<string, readonly Conflict[]>> = {
  pack: packConflicts,
  list: [
    { options: ["tree", "files"] },
    { options: ["depth", "files"] },
    { options: ["tree", "trimmed"] },
    { options: ["depth", "trimmed"] },
  ],
  diff: [{ options: ["json", "markdown"] }],
  serve: [
    { options: ["record"], args: 2, fault: "--record is about one bundle; serve each with a file of its own." },
    { options: ["record", "watch"], because: "whose bundles differ from each other" },
  ],
};
