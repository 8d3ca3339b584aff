import { optionsOf } from "../../../packages/lambda-pack/src/cli/commands/commands.ts";
import { packSpec } from "../../../packages/lambda-pack/src/cli/commands/pack.ts";
import { code, optionForm, table, wordsOrCode } from "./cells.ts";

/** The options that people use most. */
const common = ["out", "no-stage", "exclude-package", "arch", "runtime", "strict", "all", "json"] as const;

/** The table of README.md. */
export function renderCommonOptions(): string {
  const options = optionsOf(packSpec);
  return table(
    ["option", "what it does"],
    common.map((name) => {
      const option = options.find((one) => one.name === name);
      if (option === undefined) throw new Error(`There is no option --${name}.`);
      const { describe, defaultText } = option;
      return [
        code(optionForm(option)),
        defaultText === undefined ? describe : `${describe}; default ${wordsOrCode(defaultText)}`,
      ];
    }),
  );
}
