import { settingKeys, settingOf } from "../../../packages/lambda-pack/src/config/settings/setting-table.ts";
import { code, defaultCell, descriptionCell, table, typeCell } from "./cells.ts";

/** The table of docs/configuration.md: every setting under its name in package.json. */
export function renderSettingsTable(): string {
  return table(
    ["setting", "type", "default", "what it does"],
    settingKeys.map((key) => {
      const setting = settingOf(key);
      return [code(key), typeCell(setting), defaultCell(setting), descriptionCell(key)];
    }),
  );
}
