import type { AnyNode } from "acorn";
import { isNamed } from "./path-value.ts";
import type { PathValue } from "./path-value.ts";
import { isOnlyTested } from "./seen-node.ts";
import type { OpeningAt, SeenNode } from "./seen-node.ts";

/** What takes the path of a file and asks for nothing beside it. */
const takesFile =
  /^(?:\w*createRequire\w*|Worker|fork|(?:exists|access|stat|lstat|readFile)(?:Sync)?|createReadStream|URL|require|import)\d*$/iu;

/** What a path that begins at the file opens: nothing where it is only compared, or where all its uses are judged by themselves. */
export function pathOpening(value: PathValue, { node, above, file, aliases }: SeenNode): readonly OpeningAt[] {
  const parent = above.at(-1);
  if (parent === undefined || isOnlyTested({ node, above })) return [];
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier" && aliases.paths.has(parent.id.name)) {
    // Others may use what is exported.
    if (above.at(-3)?.type !== "ExportNamedDeclaration") return [];
  }
  if (parent.type === "AssignmentExpression" && parent.left === node) return [];
  const what = file.text.slice(node.start, Math.min(node.end, node.start + SHOWN));
  const place = { start: node.start, what };
  if (value.kind === "file") {
    const isHarmless = isCall(parent) && isNamed(parent.callee, takesFile);
    return isHarmless || isRegistered(parent) ? [] : [{ kind: "path", path: ".", open: true, ...place }];
  }
  const continued = parent.type === "BinaryExpression" && parent.operator === "+" && parent.left === node;
  return [{ kind: "path", path: value.path, open: value.open || continued, ...place }];
}

/** So much of the text is told of. */
const SHOWN = 80;

function isCall(node: AnyNode): node is Extract<AnyNode, { readonly callee: unknown }> {
  return node.type === "CallExpression" || node.type === "NewExpression";
}

/** `register("./hooks.mjs", import.meta.url)` of `node:module`: `loadOpenings` has what it loads. */
function isRegistered(parent: AnyNode): boolean {
  return isCall(parent) && isNamed(parent.callee, /^register$/u);
}
