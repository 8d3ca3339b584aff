import type { AnyNode, Program } from "acorn";
import { childNodes } from "../read/child-nodes.ts";
import { assertDepth } from "../read/unless-too-deep.ts";
import { literalText } from "../read/literal-text.ts";
import type { ModuleFormat } from "../read/parse-module.ts";
import { pathValue } from "./path-value.ts";
import type { Aliases, PathValue } from "./path-value.ts";

export interface FoundAliases extends Aliases {
  readonly names: ReadonlySet<string>;
}

const NONE = { paths: new Map(), texts: new Map(), requires: new Set<string>(), names: new Set<string>() };

/** Without one of these, no alias matters: paths, `require` as a value or called with what is no literal, computed texts. */
const ALIASES =
  /__dirname|__filename|import\.meta|require(?!\s*(?:\(\s*["'`]|[.\w]))|import\s*\(\s*[^\s"'`)]|module\.filename|`/u;

/** How often aliases of aliases are looked for. */
const ROUNDS = 4;

/**
 * Names that are declared once in a file, whatever function they stand in, are never assigned to, and stand for a path or a text that
 * is known.
 */
export function findAliases(program: Program, text: string, format: ModuleFormat): FoundAliases {
  if (!ALIASES.test(text)) return { ...NONE, format };
  const { declared, constants, requires } = readDeclarations(program);
  const single = constants.filter(({ name }) => declared.get(name) === 1);
  const texts = new Map<string, string>();
  for (const { name, init } of single) {
    const known = literalText(init);
    if (known !== undefined) texts.set(name, known);
  }
  let paths: ReadonlyMap<string, PathValue> = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Map<string, PathValue>();
    for (const { name, init } of single) {
      const value = pathValue(init, { paths, texts, requires, format });
      if (value !== undefined) next.set(name, value);
    }
    if (next.size === paths.size) break;
    paths = next;
  }
  return { paths, texts, requires, format, names: new Set([...paths.keys(), ...requires]) };
}

interface Constant {
  readonly name: string;
  readonly init: AnyNode;
}

/** How often each name is bound or assigned to, and what the variables begin with. */
function readDeclarations(program: Program): {
  readonly declared: ReadonlyMap<string, number>;
  readonly constants: readonly Constant[];
  readonly requires: ReadonlySet<string>;
} {
  const declared = new Map<string, number>();
  const constants: Constant[] = [];
  const requires = new Set<string>();
  const note = (node: AnyNode | null): void => {
    if (node === null) return;
    if (node.type === "Identifier") declared.set(node.name, (declared.get(node.name) ?? 0) + 1);
    else if (/Pattern$|^Property$|^RestElement$/u.test(node.type)) for (const child of childNodes(node)) note(child);
  };
  const visit = (node: AnyNode, depth: number): void => {
    assertDepth(depth);
    if (node.type === "VariableDeclarator") {
      note(node.id);
      if (node.id.type === "Identifier" && node.init) constants.push({ name: node.id.name, init: node.init });
      if (node.id.type === "Identifier" && isRequireName(node.init)) requires.add(node.id.name);
    } else if (node.type === "AssignmentExpression") {
      note(node.left);
      if (node.left.type === "Identifier" && isRequireName(node.right)) requires.add(node.left.name);
    }
    if (node.type === "UpdateExpression") note(node.argument);
    else if (node.type === "CatchClause") note(node.param ?? null);
    else if ("params" in node) for (const param of node.params) note(param);
    else if (node.type === "ImportDeclaration") for (const { local } of node.specifiers) note(local);
    if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") note(node.id);
    for (const child of childNodes(node)) visit(child, depth + 1);
  };
  visit(program, 0);
  return { declared, constants, requires };
}

function isRequireName(node: AnyNode | null | undefined): boolean {
  return node?.type === "Identifier" && node.name === "require";
}
