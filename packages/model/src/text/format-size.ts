const units = ["B", "KiB", "MiB", "GiB"] as const;

/** Bytes for people: `512 B`, `1.5 KiB`, `250.0 MiB`. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 1023.95 would be shown as 1024.0 of the smaller unit.
  while (value >= (unit === 0 ? 1024 : 1023.95) && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** A part of one as per cent: `4.9 %`. What is over 1 is never shown as 100. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const rounded = share > 1 ? Math.ceil(percent * 10) / 10 : Math.floor(percent * 10) / 10;
  return `${rounded.toFixed(1)} %`;
}
