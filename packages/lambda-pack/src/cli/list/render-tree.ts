import type { ListedPackage, PackageList, TreeLine } from "@lambda-pack/inspect";
import { counted, formatSize } from "@lambda-pack/model";
import { kindText } from "../terminal/kind-text.ts";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";
import { sumLines } from "./render-list.ts";
import type { View } from "../terminal/view.ts";

/** The tree of dependencies, and a last line with the sums. Ends in a line break. */
export function renderTree(list: PackageList, lines: readonly TreeLine[], view: View): string {
  const packages = new Map(list.packages.map((one) => [one.id, one]));
  const drawn = lines.map((line) => lineText(line, packages.get(line.id), view));
  const loose = lines.findIndex(({ edge }, index) => index > 0 && edge === undefined);
  const [required, rest] = loose === -1 ? [drawn, []] : [drawn.slice(0, loose), drawn.slice(loose)];
  const extraneous = rest.length === 0 ? [] : ["", "Extraneous:", ...rest];
  return `${[...required, ...extraneous, "", ...sumLines(list, view)].join("\n")}\n`;
}

function lineText({ id, edge, follows, repeated, hidden }: TreeLine, one: ListedPackage | undefined, view: View) {
  const bars = follows.map((more, level) => {
    const isOwn = level === follows.length - 1;
    return more ? (isOwn ? "├─ " : "│  ") : isOwn ? "└─ " : "   ";
  });
  const isAlias = edge !== undefined && edge.name !== one?.name;
  const name = isAlias ? `${printable(edge.name)} = ${shownId(id)}` : shownId(id);
  const start = `${bars.join("")}${name}`;
  const notes = [
    ...(edge === undefined ? [] : kindText(edge)),
    ...(repeated ? ["deduped"] : []),
    ...(hidden === 0 ? [] : [`${counted(hidden, "dependency", "dependencies")} below`]),
  ];
  // A package counts once, however many lines it has.
  const size = repeated || one === undefined ? [] : [formatSize(one.totalBytes)];
  const text = [...size, ...notes].join(", ");
  const fits = start.length + 2 + text.length <= view.width;
  const shown = fits ? text : notes.join(", ");
  return shown === "" ? start : `${start}  ${view.colors.dim(shown)}`;
}
