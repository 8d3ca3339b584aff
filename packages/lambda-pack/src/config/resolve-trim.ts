import type { Settings, TrimMode } from "./settings/settings.ts";

/** The setting `trim`, everything filled in. */
export interface TrimOption {
  readonly mode: TrimMode;
  readonly whole: readonly string[];
  readonly include: readonly string[];
  readonly reachable: readonly string[];
  /** The lists are set for all packages: that one of them fits nothing here is no fault. */
  readonly isShared: boolean;
}

/** The strongest layer that sets `trim` says the mode, and the strongest that has lists says them: `--trim=reachable` keeps those of the project. */
export function resolveTrim(layers: readonly Settings[]): TrimOption {
  const set = layers.flatMap(({ trim }, index) => (trim === undefined ? [] : [{ trim, index }])).toReversed();
  const strongest = set[0]?.trim ?? "off";
  const lists = set.find(({ trim }) => typeof trim === "object");
  const { whole = [], include = [], reachable = [] } = typeof lists?.trim === "object" ? lists.trim : {};
  return {
    mode: typeof strongest === "object" ? strongest.mode : strongest,
    whole,
    include,
    reachable,
    isShared: lists?.index === 0,
  };
}
