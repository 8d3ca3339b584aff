import type { AnyNode, CallExpression, Program } from "acorn";
import { innerScope, isRequire, noteBindings } from "./function-scope.ts";
import type { FunctionScope } from "./function-scope.ts";
import { literalText } from "./literal-text.ts";
import type { ModuleFormat } from "./parse-module.ts";
import { standsIn } from "./stands-in.ts";
import { assertDepth } from "./unless-too-deep.ts";
import { TimedNodes, worse } from "./timed-nodes.ts";
import type { ReferenceTime, TimedNode } from "./timed-nodes.ts";

/** Where a file asks for another one by a specifier that stands in it. */
export interface Reference {
  readonly specifier: string;
  readonly by: "require" | "import";
  /** Offset in the text. */
  readonly start: number;
  readonly when: ReferenceTime;
}

export interface ModuleText {
  readonly text: string;
  readonly format: ModuleFormat;
}

/** A call of something that may turn out to be Node's `require`, when all of the file has been seen. */
interface Candidate {
  readonly reference: Reference;
  /** The name that is called; undefined for `import`. */
  readonly callee: string | undefined;
  readonly scope: FunctionScope;
}

/**
 * All that a file asks for, in the order of the text, and when:
 * 1. `import` and `export … from` when it is loaded, `import("literal")` later;
 * 2. `require("literal")` where no parameter or variable of that name hides Node's; `require.resolve` counts as guarded;
 * 3. in an ES module, only what `createRequire` made for the module's own file requires anything;
 * 4. `TimedNodes` says what runs when.
 */
export function findReferences(program: Program, { text, format }: ModuleText): readonly Reference[] {
  const candidates: Candidate[] = [];
  const timed = new TimedNodes();
  const matters = mattersIn(text);
  let depth = 0;
  const visit = ({ node, when }: TimedNode, around: FunctionScope): void => {
    assertDepth((depth += 1));
    const scope = innerScope(node, around);
    noteBindings(node, scope);
    const candidate = findCandidate(node, when);
    if (candidate !== undefined) candidates.push({ ...candidate, scope });
    for (const child of timed.childrenOf({ node, when })) if (matters(child.node)) visit(child, scope);
    depth -= 1;
  };
  visit({ node: program, when: "loading" }, { bindings: new Map(), outer: undefined });

  return candidates
    .filter(({ callee, scope }) => callee === undefined || isRequire(callee, scope, format))
    .map(({ reference }) => reference)
    .toSorted((a, b) => a.start - b.start);
}

/**
 * Whether something in a node may matter: without one of these words in its text, comments included, it asks for nothing and
 * names nothing `require`. Most of a file is passed over so. What `createRequire` made may have any name.
 */
function mattersIn(text: string): (node: AnyNode) => boolean {
  if (/createRequire/iu.test(text)) return () => true;
  const offsets = [...text.matchAll(/\b(?:require|import|from)\b/gu)].map(({ index }) => index);
  return standsIn(offsets);
}

function findCandidate(node: AnyNode, when: ReferenceTime): Omit<Candidate, "scope"> | undefined {
  if (node.type === "CallExpression") return required(node, when);
  if (node.type === "ImportExpression") {
    return imported(literalText(node.source), { node, when: worse(when, "running") });
  }
  const isStatic = /^(?:ImportDeclaration|ExportAllDeclaration|ExportNamedDeclaration)$/u.test(node.type);
  return isStatic && "source" in node ? imported(literalText(node.source), { node, when: "loading" }) : undefined;
}

function imported(specifier: string | undefined, { node, when }: TimedNode): Omit<Candidate, "scope"> | undefined {
  if (specifier === undefined) return undefined;
  return { reference: { specifier, by: "import", start: node.start, when }, callee: undefined };
}

function required(call: CallExpression, when: ReferenceTime): Omit<Candidate, "scope"> | undefined {
  const { callee, start } = call;
  const specifier = literalText(call.arguments[0]);
  if (specifier === undefined) return undefined;
  if (callee.type === "Identifier") {
    return { reference: { specifier, by: "require", start, when }, callee: callee.name };
  }
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type !== "Identifier") return undefined;
  const member = callee.property.type === "Identifier" ? callee.property.name : undefined;
  if (callee.object.name === "module" && member === "require") {
    return { reference: { specifier, by: "require", start, when }, callee: "module" };
  }
  // With a second argument, it is looked for elsewhere.
  if (member !== "resolve" || call.arguments.length > 1) return undefined;
  return { reference: { specifier, by: "require", start, when: "guarded" }, callee: callee.object.name };
}
