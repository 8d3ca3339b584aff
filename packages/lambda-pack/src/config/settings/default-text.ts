import type { Setting } from "./setting.ts";

/** What a setting is where nothing sets it, for people; undefined where that is nothing, or goes without saying. */
export function defaultText(setting: Setting): string | undefined {
  if (setting.defaultText !== undefined) return setting.defaultText;
  if (setting.type === "bytes" || setting.type === "number") return setting.default?.toString();
  if (setting.type === "choice" || setting.type === "text") return setting.default === "" ? undefined : setting.default;
  return undefined;
}
