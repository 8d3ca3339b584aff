import { PackError, formatCount } from "@lambda-pack/model";
import { heaviestPackages, weightOf } from "./heaviest-packages.ts";
import type { Report, ReportLimit, ReportPackage } from "../report/report.ts";

/** How many packages an error names. */
const MAX_NAMED = 3;

const codes = { unzipped: "BUNDLE_TOO_LARGE", zipped: "ARCHIVE_TOO_LARGE" } as const;

const hints = {
  unzipped: "Leave out what the function does not need (--exclude-package, --exclude), or set --max-size.",
  zipped: "Leave out what the function does not need, or upload through S3 and set --max-zip-size.",
};

/** Throws when the bundle is over one of its limits, naming the heaviest packages and the path to each. */
export function assertWithinLimits({ target, limits, packages }: Report): void {
  const over = limits.find(({ used, limit }) => used > limit);
  if (over === undefined) return;
  const heaviest = heaviestPackages(packages, MAX_NAMED);
  throw new PackError(codes[over.name], `The bundle of ${target.name} has ${excess(over)}; ${describeAll(heaviest)}.`, {
    hint: `${hints[over.name]} 'lambda-pack list ${target.name}' shows all that is in it.`,
    details: {
      ...over,
      heaviest: heaviest.map((one) => ({ id: one.id, bytes: weightOf(one), requiredBy: one.requiredBy })),
    },
  });
}

function excess({ name, used, limit }: ReportLimit): string {
  return `${formatCount(used)} bytes ${name}, ${formatCount(used - limit)} over the limit of ${formatCount(limit)}`;
}

function describeAll(heaviest: readonly ReportPackage[]): string {
  const texts = heaviest.map((one) => `${one.id} with ${formatCount(weightOf(one))} (${one.requiredBy.join(" > ")})`);
  return `the heaviest are ${texts.join(", ")}`;
}
