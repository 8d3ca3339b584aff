import { fillBlock } from "../fill-block.ts";
import { renderCommonOptions } from "./render-common-options.ts";
import { renderOptionsPage } from "./render-options-page.ts";
import { renderSettingsTable } from "./render-settings-table.ts";

/**
 * The documents that describe options and settings, by path from the root: each as it has to be, made from how it is; undefined
 * where it lacks the comments that the table goes between.
 */
export const optionDocuments: Readonly<Record<string, (document: string) => string | undefined>> = {
  "docs/options.md": renderOptionsPage,
  "docs/configuration.md": (document) => fillBlock(document, "settings", renderSettingsTable()),
  "README.md": (document) => fillBlock(document, "options", renderCommonOptions()),
};
