import { commands } from "../commands/commands.ts";
import { findCommand } from "../argv/find-command.ts";
import type { OutputStream } from "../io.ts";
import { renderHelp } from "./render-help.ts";

/** The help text of the command that a command line names, else that of the whole tool. */
export function renderAskedHelp(argv: readonly string[], stream: Pick<OutputStream, "columns">): string {
  const { name, named } = findCommand(argv);
  return renderHelp(named ? commands[name] : undefined, stream);
}
