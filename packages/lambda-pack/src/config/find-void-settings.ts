import type { Settings } from "./settings/settings.ts";

/** A setting that changes nothing, because of another one. */
export interface VoidSetting {
  readonly setting: keyof Settings;
  /** A clause. */
  readonly reason: string;
}

interface Rule {
  readonly setting: keyof Settings;
  /** Whether its value asks for something. */
  readonly asks: (settings: Settings) => boolean;
  readonly because: keyof Settings;
  readonly isVoid: (settings: Settings) => boolean;
  readonly reason: (settings: Settings) => string;
  /** Told although a stronger place has set the other one: without it, a check is left out. */
  readonly always?: true;
}

const noStage = {
  because: "stage",
  isVoid: ({ stage }: Settings) => stage === false,
  reason: () => "stage is off",
} as const;
const noZip = { because: "zip", isVoid: ({ zip }: Settings) => zip === false, reason: () => "zip is off" } as const;
const noZipFormat = {
  because: "format",
  isVoid: ({ format = "zip" }: Settings) => format !== "zip",
  reason: ({ format = "zip" }: Settings) => `format is ${format}`,
} as const;
const isSet = () => true;

/** Every pair of settings of which one makes the other void. */
const rules: readonly Rule[] = [
  { setting: "stageDir", asks: isSet, ...noStage },
  { setting: "stageMode", asks: ({ stageMode }) => stageMode !== "auto", ...noStage },
  { setting: "out", asks: isSet, ...noZip },
  { setting: "level", asks: isSet, ...noZip },
  { setting: "level", asks: isSet, ...noZipFormat, isVoid: ({ format }) => format === "tar" },
  { setting: "maxZipSize", asks: isSet, ...noZip },
  { setting: "maxZipSize", asks: isSet, ...noZipFormat },
  { setting: "smoke", asks: ({ smoke }) => smoke === true, ...noZip, always: true },
  { setting: "smoke", asks: ({ smoke }) => smoke === true, ...noZipFormat, always: true },
  {
    setting: "opened",
    asks: ({ opened = [] }) => opened.length > 0,
    because: "trim",
    isVoid: ({ trim = "off" }) => (typeof trim === "object" ? trim.mode : trim) === "off",
    reason: () => "trim is off",
  },
  {
    setting: "verifyCache",
    asks: ({ verifyCache }) => verifyCache === true,
    because: "cache",
    isVoid: ({ cache }) => cache === false,
    reason: () => "cache is off",
  },
];

/**
 * What has no effect in layers from the weakest to the strongest. That a stronger place turns off what a weaker one has set is what
 * places are for: it is told where both stand in one place, or the void one in the stronger.
 */
export function findVoidSettings(layers: readonly Settings[]): readonly VoidSetting[] {
  const merged: Settings = Object.assign({}, ...layers);
  const placeOf = (key: keyof Settings) => layers.findLastIndex((layer) => layer[key] !== undefined);
  const found = rules.filter(({ setting, asks, because, isVoid, always }) => {
    if (merged[setting] === undefined || !asks(merged) || !isVoid(merged)) return false;
    return always === true || placeOf(setting) >= placeOf(because);
  });
  // One reason is enough.
  const first = new Map(found.toReversed().map((rule) => [rule.setting, rule]));
  return [...first.values()].toReversed().map(({ setting, reason }) => ({ setting, reason: reason(merged) }));
}
