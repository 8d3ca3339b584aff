import type { Bundle, BundlePath } from "@lambda-pack/model";
import type { KeptReason, LeftReason, TrimPlan, WholeReason } from "@lambda-pack/trim";

/** A plan as a small value of JSON: each reason stands there once, and files are counted in the order of the bundle. */
export interface PackedPlan extends Pick<TrimPlan, "mode" | "leftPackages"> {
  readonly reasons: readonly (KeptReason | LeftReason)[];
  /** The number of the first reason to leave a file out. */
  readonly firstLeft: number;
  /** Of each file, the number of its reason. */
  readonly files: readonly number[];
  readonly whole: readonly (readonly [BundlePath, WholeReason])[];
}

export function packPlan({ entries }: Bundle, { kept, left, whole, ...plan }: TrimPlan): PackedPlan {
  const [keptReasons, leftReasons] = [openNumbers<KeptReason>(), openNumbers<LeftReason>()];
  // Reasons to leave files out come behind all others, whose count is known in the end.
  const files = entries.flatMap(({ kind, path }) => {
    if (kind !== "file") return [];
    const [stays, goes] = [kept.get(path), left.get(path)];
    if (stays !== undefined) return keptReasons.of(stays);
    if (goes === undefined) throw new Error(`The plan does not know ${path}`);
    return -1 - leftReasons.of(goes);
  });
  const firstLeft = keptReasons.all.length;
  return {
    mode: plan.mode,
    leftPackages: plan.leftPackages,
    reasons: [...keptReasons.all, ...leftReasons.all],
    firstLeft,
    files: files.map((number) => (number < 0 ? firstLeft - 1 - number : number)),
    whole: [...whole],
  };
}

/** The plan of the same bundle again. */
export function unpackPlan({ entries }: Bundle, packed: PackedPlan): TrimPlan {
  const kept = new Map<string, KeptReason>();
  const left = new Map<string, LeftReason>();
  let file = 0;
  for (const { kind, path } of entries) {
    if (kind !== "file") continue;
    const number = packed.files[file] ?? 0;
    const reason = packed.reasons[number];
    file += 1;
    if (number < packed.firstLeft) kept.set(path, reason as KeptReason);
    else left.set(path, reason as LeftReason);
  }
  return { mode: packed.mode, kept, left, whole: new Map(packed.whole), leftPackages: packed.leftPackages };
}

function openNumbers<Value>(): { readonly all: readonly Value[]; readonly of: (value: Value) => number } {
  const all: Value[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    of: (value) => {
      const text = JSON.stringify(value);
      const known = numbers.get(text) ?? all.push(value) - 1;
      numbers.set(text, known);
      return known;
    },
  };
}
