import { isJsonObject } from "@lambda-pack/workspace";
import { didYouMean } from "../messages/did-you-mean.ts";
import { checkSettings } from "./settings/check-settings.ts";
import type { SettingsLayer, SettingsPlace } from "./settings/check-settings.ts";
import type { Settings } from "./settings/settings.ts";
import { showValue } from "./settings/value-checks.ts";

/** A config file: settings for all packages, and for single ones. */
export interface Config {
  readonly where: string;
  readonly defaults: Settings;
  /** By package name. */
  readonly packages: ReadonlyMap<string, Settings>;
  /** All faults of the file, as phrases without a full stop. */
  readonly faults: readonly string[];
}

export interface ConfigPlace {
  /** The file's name. */
  readonly where: string;
  /** Absolute; relative paths in the file are taken from here. */
  readonly root: string;
  /** The packages of the workspace, so that an entry for none of them is found. */
  readonly packageNames: readonly string[];
}

/** Checks the value of a config file. */
export function checkConfig(value: unknown, place: ConfigPlace): Config {
  const { where, root } = place;
  if (!isJsonObject(value)) {
    return { where, defaults: {}, packages: new Map(), faults: [`it must hold an object, not ${showValue(value)}`] };
  }
  const { $schema: _, packages: entries = {}, ...rest } = value;
  const defaults = checkSettings(rest, { where, baseDir: root, label: (key) => key, defaults: true });
  const packages = checkEntries(entries, place);
  return {
    where,
    defaults: defaults.settings,
    packages: new Map([...packages.layers].map(([name, { settings }]) => [name, settings])),
    faults: [
      ...(Object.hasOwn(rest, "config") ? ["config cannot be set in the config file itself"] : []),
      ...defaults.faults,
      ...packages.faults,
    ],
  };
}

interface CheckedEntries {
  readonly layers: ReadonlyMap<string, SettingsLayer>;
  readonly faults: readonly string[];
}

function checkEntries(entries: unknown, place: ConfigPlace): CheckedEntries {
  if (!isJsonObject(entries)) {
    return { layers: new Map(), faults: [`packages must be an object by package name, not ${showValue(entries)}`] };
  }
  const names = Object.keys(entries);
  const layers = new Map(names.map((name) => [name, checkSettings(entries[name], entryPlace(name, place))]));
  const unknown = names.filter((name) => !place.packageNames.includes(name));
  return {
    layers,
    faults: [
      ...unknown.map((name) => unknownPackage(name, place.packageNames)),
      ...[...layers.values()].flatMap(({ faults }) => faults),
    ],
  };
}

function entryPlace(name: string, { where, root }: ConfigPlace): SettingsPlace {
  const entry = `packages[${JSON.stringify(name)}]`;
  return { where, baseDir: root, label: (key) => (key === "" ? entry : `${entry}.${key}`) };
}

function unknownPackage(name: string, packageNames: readonly string[]): string {
  return `packages names ${name}, which is not a package of the workspace${didYouMean(name, packageNames)}`;
}
