import type { AnyNode, Program } from "acorn";
import { childNodes } from "../read/child-nodes.ts";
import { innerScope, isRequire, noteBindings } from "../read/function-scope.ts";
import type { FunctionScope } from "../read/function-scope.ts";
import type { ModuleFormat } from "../read/parse-module.ts";
import { standsIn } from "../read/stands-in.ts";
import { assertDepth } from "../read/unless-too-deep.ts";
import { codeOpenings } from "./code-openings.ts";
import { findAliases } from "./find-aliases.ts";
import { loadOpenings } from "./load-openings.ts";
import { loaderNames } from "./loader-names.ts";
import type { LoadingWords } from "./loading-words.ts";
import type { OpeningAt, SeenNode } from "./seen-node.ts";
import { pathOpening } from "./path-opening.ts";
import { pathValue } from "./path-value.ts";

export interface OpeningText {
  readonly text: string;
  readonly format: ModuleFormat;
  readonly words: LoadingWords;
}

/**
 * Where a file loads or opens what its text does not name, in the order of the text. Whatever is not understood is one: an
 * opening too many keeps files that nobody needs, one too few loses what a function needs.
 * 1. `require` and what `createRequire` made, called with what is no literal, or used as a value;
 * 2. `import()` of what is no literal;
 * 3. paths that begin at the file: `__dirname`, `__filename`, `import.meta`, and constants made of them;
 * 4. what is looked up from elsewhere; native code; code that is put together.
 */
export function findOpenings(program: Program, { text, format, words }: OpeningText): readonly OpeningAt[] {
  if (words.arePlain) return [];
  const aliases = findAliases(program, text, format);
  const matters = mattersIn(text, words, aliases.names);
  const file = { text, ...loaderNames(text) };
  const above: AnyNode[] = [];
  const found: OpeningAt[] = [];
  const candidates: {
    readonly name: string;
    readonly scope: FunctionScope;
    readonly openings: readonly OpeningAt[];
  }[] = [];

  const visit = (node: AnyNode, around: FunctionScope): void => {
    assertDepth(above.length);
    const scope = innerScope(node, around);
    noteBindings(node, scope);
    const seen: SeenNode = { node, above, file, aliases };
    const path = pathValue(node, aliases);
    if (path !== undefined) found.push(...pathOpening(path, seen));
    else found.push(...codeOpenings(seen));
    const load = loadOpenings(seen);
    if (load !== undefined) {
      if (load.name === undefined) found.push(...load.openings);
      else candidates.push({ name: load.name, scope, openings: load.openings });
    }
    above.push(node);
    for (const child of usedChildren(node)) {
      if (!matters(child)) continue;
      // What is a part of the path has been judged with it.
      if (path === undefined || pathValue(child, aliases) === undefined) visit(child, scope);
    }
    above.pop();
  };
  visit(program, { bindings: new Map(), outer: undefined });
  const loads = candidates.flatMap(({ name, scope, openings }) =>
    isRequire(aliases.requires.has(name) ? "require" : name, scope, format) ? openings : [],
  );
  return [...found, ...loads].toSorted((a, b) => a.start - b.start);
}

/** Whether one of the words, or an alias, stands in a node. */
function mattersIn(text: string, words: LoadingWords, names: ReadonlySet<string>): (node: AnyNode) => boolean {
  const offsets = [...words.offsets, ...offsetsOf(text, names)].toSorted((a, b) => a - b);
  return standsIn(offsets);
}

function offsetsOf(text: string, names: ReadonlySet<string>): readonly number[] {
  if (names.size === 0) return [];
  const pattern = [...names].map((name) => name.replaceAll("$", String.raw`\$`)).join("|");
  return [...text.matchAll(new RegExp(String.raw`(?<![\w$])(?:${pattern})(?![\w$])`, "gu"))].map(({ index }) => index);
}

/** The nodes below one that are used: names of members, of keys, and those that are declared are not. */
function usedChildren(node: AnyNode): readonly AnyNode[] {
  if (node.type === "MemberExpression" && !node.computed) return [node.object];
  if (
    (node.type === "Property" || node.type === "MethodDefinition" || node.type === "PropertyDefinition") &&
    !node.computed
  )
    return node.value ? [node.value] : [];
  if (node.type === "VariableDeclarator") return [...(node.init ? [node.init] : []), ...defaultsIn(node.id)];
  if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration") return [];
  if (node.type === "ExportNamedDeclaration" && node.source) return [];
  return childNodes(node);
}

/** A pattern declares names; its default values use some. */
function defaultsIn(pattern: AnyNode): readonly AnyNode[] {
  if (pattern.type === "AssignmentPattern") return [pattern.right, ...defaultsIn(pattern.left)];
  if (pattern.type === "Identifier") return [];
  if (pattern.type === "Property") return [...(pattern.computed ? [pattern.key] : []), ...defaultsIn(pattern.value)];
  return childNodes(pattern).flatMap((child) => defaultsIn(child));
}
