import type { SettingsLayer } from "../../config/settings/check-settings.ts";
import type { CommandSpec, OptionValues } from "./command-spec.ts";

/** What a command line asks for, understood and without faults. */
export interface ParsedCommand<Spec extends CommandSpec = CommandSpec> {
  readonly kind: "command";
  readonly name: Spec["name"];
  /** As written: as many as the command takes, none of them empty. */
  readonly args: readonly string[];
  /** Absolute path. */
  readonly cwd: string;
  /** Settings from options: checked, without faults. */
  readonly given: SettingsLayer;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** `false` forbids colours; `true` leaves them to the terminal. */
  readonly color: boolean;
  /** The values of the command's own options, by their names. */
  readonly own: OptionValues<Spec["options"]>;
}
