/** A whole number with commas between the thousands, whatever the locale: `52,428,800`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
