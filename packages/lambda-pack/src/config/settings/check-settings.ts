import { isJsonObject } from "@lambda-pack/workspace";
import { resolve } from "node:path";
import { didYouMean } from "../../messages/did-you-mean.ts";
import { isSettingKey, settingKeys, settingOf } from "./setting-table.ts";
import type { SettingKey } from "./setting-table.ts";
import { checkValue } from "./setting-types.ts";
import type { Settings } from "./settings.ts";
import { showValue } from "./value-checks.ts";

/** Settings from one place, checked. */
export interface SettingsLayer {
  /** The file, or what else holds them, as faults name it. */
  readonly where: string;
  /** Only what is right, and nothing that is undefined; paths are absolute. */
  readonly settings: Settings;
  /** Phrases without a full stop; empty means right. */
  readonly faults: readonly string[];
}

export interface SettingsPlace {
  readonly where: string;
  /** Absolute; relative paths are taken from here. */
  readonly baseDir: string;
  /** How a fault names the setting, such as `lambdaPack.stage`, and all of them, for which the key is empty. */
  readonly label: (key: string) => string;
  /** The settings are for all packages, so that those that name one package's files are faults. */
  readonly defaults?: boolean;
}

/** Checks all settings of one place and finds all faults, so that the user corrects them at once. */
export function checkSettings(value: unknown, place: SettingsPlace): SettingsLayer {
  const { where, label, baseDir } = place;
  if (!isJsonObject(value)) {
    return { where, settings: {}, faults: [`${label("")} must be an object, not ${showValue(value)}`] };
  }
  const faults: string[] = [];
  const settings: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(value)) {
    if (setting === undefined) continue;
    const fault = isSettingKey(key) ? checkSetting(key, setting, place) : unknownKey(key, place);
    if (fault === undefined) settings[key] = withAbsolutePaths(key, setting, baseDir);
    else faults.push(fault);
  }
  return { where, settings, faults };
}

function checkSetting(key: SettingKey, value: unknown, place: SettingsPlace): string | undefined {
  const setting = settingOf(key);
  const label = place.label(key);
  if (place.defaults === true && setting.perPackage !== undefined) {
    return `${label} cannot be set for all packages, since it names the ${setting.perPackage} of one; set it under packages`;
  }
  return checkValue(setting, { label, value });
}

function unknownKey(key: string, { label }: SettingsPlace): string {
  return `${label(key)} is not a setting${didYouMean(key, settingKeys, label)}`;
}

/** A value without faults. */
function withAbsolutePaths(key: string, value: unknown, baseDir: string): unknown {
  const type = isSettingKey(key) ? settingOf(key).type : undefined;
  const isPaths = type === "paths" && Array.isArray(value);
  if (isPaths) return value.map((path) => resolve(baseDir, String(path)));
  return type === "path" && typeof value === "string" ? resolve(baseDir, value) : value;
}
