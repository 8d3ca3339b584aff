import type { AnyNode, CallExpression, Expression, VariableDeclarator } from "acorn";
import { childNodes } from "./child-nodes.ts";
import { isFunction } from "./is-function.ts";
import type { ModuleFormat } from "./parse-module.ts";

/** The file or a function in it, and what its names are. Blocks are not distinguished from the function around them. */
export interface FunctionScope {
  /** Name → whether `createRequire` made it. Only of names that matter: `require`, `module`, and what `createRequire` made. */
  readonly bindings: Map<string, boolean>;
  readonly outer: FunctionScope | undefined;
}

const nodesOwn: ReadonlySet<string> = new Set(["require", "module"]);

/** The scope in which what is in the node stands. */
export function innerScope(node: AnyNode, around: FunctionScope): FunctionScope {
  return isFunction(node) ? { bindings: new Map(), outer: around } : around;
}

/** Notes what the node binds in its scope. */
export function noteBindings(node: AnyNode, scope: FunctionScope): void {
  if (isFunction(node)) {
    for (const param of node.params) noteNames(param, scope);
    if (node.id) noteName(node.id.name, node.type === "FunctionDeclaration" ? (scope.outer ?? scope) : scope);
  } else if (node.type === "VariableDeclarator") noteVariable(node, scope);
  else if (node.type === "ImportDeclaration") for (const { local } of node.specifiers) noteName(local.name, scope);
}

/** Whether a name, called in this scope, is a `require` that looks from the file itself. */
export function isRequire(name: string, scope: FunctionScope, format: ModuleFormat): boolean {
  for (let at: FunctionScope | undefined = scope; at !== undefined; at = at.outer) {
    const made = at.bindings.get(name);
    if (made !== undefined) return made;
  }
  return nodesOwn.has(name) && format === "commonjs";
}

function noteVariable({ id, init }: VariableDeclarator, scope: FunctionScope): void {
  if (id.type === "Identifier" && init && isMadeRequire(init)) scope.bindings.set(id.name, true);
  else noteNames(id, scope);
}

/** Names of a pattern; its default values may hold names too, which hide nothing more than is hidden here. */
function noteNames(pattern: AnyNode, scope: FunctionScope): void {
  if (pattern.type === "Identifier") noteName(pattern.name, scope);
  else for (const child of childNodes(pattern)) noteNames(child, scope);
}

function noteName(name: string, scope: FunctionScope): void {
  if (nodesOwn.has(name) && !scope.bindings.has(name)) scope.bindings.set(name, false);
}

/** `createRequire(import.meta.url)`, under whatever name a bundler or compiler gave the function: a `require` of the file itself. */
export function isMadeRequire(init: Expression): boolean {
  if (init.type !== "CallExpression") return false;
  const named = calledName(init);
  const [from] = init.arguments;
  return (
    named?.type === "Identifier" && /createRequire\d*$/iu.test(named.name) && from !== undefined && isOwnFile(from)
  );
}

/** Also what bundlers write for `import.meta.url`: `typeof document === "undefined" ? require("url").pathToFileURL(__filename).href : …`. */
function isOwnFile(node: AnyNode): boolean {
  if (node.type === "Identifier") return node.name === "__filename";
  if (node.type === "ConditionalExpression") return isOwnFile(node.consequent) || isOwnFile(node.alternate);
  if (node.type === "LogicalExpression") return isOwnFile(node.left) || isOwnFile(node.right);
  if (node.type === "CallExpression") {
    const named = calledName(node);
    const [file] = node.arguments;
    return named?.type === "Identifier" && named.name === "pathToFileURL" && file !== undefined && isOwnFile(file);
  }
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return false;
  if (node.object.type !== "MetaProperty") return node.property.name === "href" && isOwnFile(node.object);
  return ["url", "filename"].includes(node.property.name);
}

/** `load`, `module.load`, `(0, module.load)`. */
function calledName({ callee }: CallExpression): AnyNode | undefined {
  const called = callee.type === "SequenceExpression" ? callee.expressions.at(-1) : callee;
  return called?.type === "MemberExpression" ? called.property : called;
}
