import { PackError } from "@lambda-pack/model";
import type { Report, ReportLimit, ReportPackage } from "./report.ts";

/** How many packages an error names. */
const NAMED = 3;

const codes = { unzipped: "BUNDLE_TOO_LARGE", zipped: "ARCHIVE_TOO_LARGE" } as const;

const hints = {
  unzipped: "Leave out what the function does not need (--exclude-package, --exclude), or set --max-size.",
  zipped: "Leave out what the function does not need, or upload through S3 and set --max-zip-size.",
};

/** Throws when the bundle is over one of its limits, naming what weighs most and the path that brought each. */
export function assertWithinLimits({ target, limits, packages }: Report): void {
  const over = limits.find(({ used, limit }) => used > limit);
  if (over === undefined) return;
  const heaviest = packages.toSorted((a, b) => weight(b) - weight(a)).slice(0, NAMED);
  throw new PackError(codes[over.name], `The bundle of ${target.name} has ${excess(over)}; ${describeAll(heaviest)}.`, {
    hint: hints[over.name],
    details: {
      ...over,
      heaviest: heaviest.map((one) => ({ id: one.id, bytes: weight(one), broughtBy: one.broughtBy })),
    },
  });
}

/** Bytes of all copies. */
function weight({ bytes, paths }: ReportPackage): number {
  return bytes * paths.length;
}

function excess({ name, used, limit }: ReportLimit): string {
  return `${groupDigits(used)} bytes ${name}, ${groupDigits(used - limit)} over the limit of ${groupDigits(limit)}`;
}

function describeAll(heaviest: readonly ReportPackage[]): string {
  const texts = heaviest.map((one) => `${one.id} with ${groupDigits(weight(one))} (${one.broughtBy.join(" > ")})`);
  return `the heaviest are ${texts.join(", ")}`;
}

/** 52,428,800: the same in every locale. */
function groupDigits(bytes: number): string {
  return String(bytes).replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
}
