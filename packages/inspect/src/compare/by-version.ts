import { byCodeUnit } from "@lambda-pack/model";

/** Orders versions as people count, 9.0.0 before 10.0.0, and whatever else a package.json may call a version by code unit. */
export function byVersion(a: string, b: string): number {
  const parts = a.split(separators);
  const others = b.split(separators);
  for (const [index, part] of parts.entries()) {
    const other = others[index];
    const order = other === undefined ? 1 : byPart(part, other);
    if (order !== 0) return order;
  }
  return parts.length - others.length || byCodeUnit(a, b);
}

const separators = /[-+.]/u;

/** Numbers come before texts. */
function byPart(a: string, b: string): number {
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  return Number(isNumber(b)) - Number(isNumber(a)) || byCodeUnit(a, b);
}

function isNumber(part: string): boolean {
  return /^\d{1,15}$/u.test(part);
}
