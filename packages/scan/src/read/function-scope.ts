import type { AnyNode, CallExpression, Expression, VariableDeclarator, NewExpression } from "acorn";
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

/** How many forms of one path may stand inside each other. */
const MAX_FORMS = 8;

/**
 * The file's own path or URL, in all forms that compilers give to `import.meta.url`: with a check for browsers around it, by
 * `pathToFileURL`, after `file:`, or in a variable that is named after it.
 */
function isOwnFile(node: AnyNode, forms = 0): boolean {
  if (forms > MAX_FORMS) return false;
  const isOwn = (inner: AnyNode | undefined): boolean => inner !== undefined && isOwnFile(inner, forms + 1);
  if (node.type === "Identifier") return node.name === "__filename" || NAMED_AFTER_IT.test(node.name);
  if (node.type === "ConditionalExpression") return isOwn(node.consequent) || isOwn(node.alternate);
  if (node.type === "LogicalExpression") return isOwn(node.left) || isOwn(node.right);
  if (node.type === "BinaryExpression") return isScheme(node.left) && isOwn(node.right);
  if (node.type === "TemplateLiteral")
    return (
      node.quasis[0]?.value.raw.startsWith("file:") === true &&
      node.expressions.length === 1 &&
      isOwn(node.expressions[0])
    );
  if (node.type === "NewExpression" || node.type === "CallExpression")
    return isForm(node) && node.arguments.length === 1 && isOwn(node.arguments[0]);
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return false;
  if (node.object.type === "MetaProperty") return ["url", "filename"].includes(node.property.name);
  if (node.object.type === "Identifier" && IMPORT_META.test(node.object.name)) return node.property.name === "url";
  return node.property.name === "href" && isOwn(node.object);
}

const NAMED_AFTER_IT = /^_*import_?meta_?url\d*$/iu;
const IMPORT_META = /^_*import_?meta\d*$/iu;

function isScheme(node: AnyNode): boolean {
  return node.type === "Literal" && typeof node.value === "string" && /^file:\/*$/u.test(node.value);
}

/** What makes a path of a URL, or a URL of a path. */
function isForm(call: CallExpression | NewExpression): boolean {
  const named = calledName(call);
  return named?.type === "Identifier" && /^(?:URL|pathToFileURL|fileURLToPath)\d*$/u.test(named.name);
}

/** `load`, `module.load`, `(0, module.load)`. */
function calledName({ callee }: CallExpression | NewExpression): AnyNode | undefined {
  const called = callee.type === "SequenceExpression" ? callee.expressions.at(-1) : callee;
  return called?.type === "MemberExpression" ? called.property : called;
}
