import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundlePackage, Finding } from "@lambda-pack/model";
import { labelOf } from "./owner-of.ts";

export interface Limits {
  /** Bytes of the zip; undefined where there is none yet. */
  readonly zipped: number | undefined;
  /** Bytes that are allowed. */
  readonly maxSize: number;
  readonly maxZipSize: number;
}

/** From this part of a limit on, it is reported: layers count as well, and how AWS counts is not documented to the byte. */
const NEAR = 0.9;

/** How many packages a finding names. */
const MAX_NAMED = 3;

/** Whether a bundle is over the limits, or near to them. */
export function checkLimits(bundle: Bundle, { zipped, maxSize, maxZipSize }: Limits): readonly Finding[] {
  return [
    ...findingsOf(bundle, { limit: "unzipped", used: bundle.bytes, allowed: maxSize }),
    ...(zipped === undefined ? [] : findingsOf(bundle, { limit: "zipped", used: zipped, allowed: maxZipSize })),
  ];
}

interface Use {
  readonly limit: "unzipped" | "zipped";
  readonly used: number;
  readonly allowed: number;
}

function findingsOf(bundle: Bundle, use: Use): readonly Finding[] {
  const facts = { package: labelOf(bundle, bundle.target), ...use, heaviest: heaviestOf(bundle) };
  if (use.used > use.allowed) return [{ kind: "over-limit", severity: "error", ...facts }];
  return use.used >= use.allowed * NEAR ? [{ kind: "near-limit", severity: "warning", ...facts }] : [];
}

function heaviestOf({ packages }: Bundle): readonly string[] {
  const heaviest = [...packages.values()].toSorted((a, b) => weightOf(b) - weightOf(a) || byCodeUnit(a.id, b.id));
  return heaviest.slice(0, MAX_NAMED).map(({ id }) => id);
}

/** Bytes of all copies. */
function weightOf({ bytes, paths }: BundlePackage): number {
  return bytes * paths.length;
}
