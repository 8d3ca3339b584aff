import type { ZippedFacts } from "@lambda-pack/model";

/** The compression method by its name (APPNOTE 4.4.5). */
export function methodText({ method }: ZippedFacts): string {
  return methods.get(method) ?? `method ${method}`;
}

/** The system of "version made by" by its name (APPNOTE 4.4.2). */
export function systemText({ madeBy }: ZippedFacts): string {
  return systems.get(madeBy) ?? `system ${madeBy}`;
}

/** The general purpose bits that are set (APPNOTE 4.4.4). */
export function flagsText({ flags }: ZippedFacts): string {
  const set = Array.from({ length: 16 }, (_, bit) => bit).filter((bit) => (flags & (1 << bit)) !== 0);
  return listText(set.map((bit) => flagNames.get(bit) ?? `bit ${bit}`));
}

/** The extra fields in their order, those of other makers by their number (APPNOTE 4.5.2 and 4.6.1). */
export function extraFieldsText({ extraFields }: ZippedFacts): string {
  return listText(extraFields.map((id) => fieldNames.get(id) ?? `0x${id.toString(16).padStart(4, "0")}`));
}

function listText(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

const methods: ReadonlyMap<number, string> = new Map([
  [0, "stored"],
  [8, "deflated"],
]);

const systems: ReadonlyMap<number, string> = new Map([
  [0, "MS-DOS"],
  [3, "Unix"],
  [10, "Windows"],
  [19, "macOS"],
]);

const flagNames: ReadonlyMap<number, string> = new Map([
  [0, "encrypted"],
  [1, "compression option 1"],
  [2, "compression option 2"],
  [3, "sizes behind the data"],
  [11, "UTF-8 name"],
]);

const fieldNames: ReadonlyMap<number, string> = new Map([
  [0x0001, "ZIP64"],
  [0x000a, "NTFS times"],
  [0x5455, "Unix times"],
  [0x5855, "Unix times and owner"],
  [0x7075, "UTF-8 name"],
  [0x7875, "Unix owner"],
]);
