import { posix } from "node:path";
import type { AnyNode, CallExpression, MemberExpression, TemplateLiteral } from "acorn";
import { literalText } from "../read/literal-text.ts";
import type { ModuleFormat } from "../read/parse-module.ts";

/** What an expression is known to be: a path that begins at the file that it stands in. */
export interface PathValue {
  /** The file itself, or a path from its directory. */
  readonly kind: "file" | "path";
  /** From the file's directory, as `.` or `../locales`. */
  readonly path: string;
  /** Something unknown follows. */
  readonly open: boolean;
}

/** Names that stand for such a path, or for a text, all over the file. */
export interface Aliases {
  readonly paths: ReadonlyMap<string, PathValue>;
  readonly texts: ReadonlyMap<string, string>;
  /** Names that `require` was given. */
  readonly requires: ReadonlySet<string>;
  /** An ES module has no `__dirname` but one of its own. */
  readonly format: ModuleFormat;
}

const OWN_FILE: PathValue = { kind: "file", path: ".", open: false };
const OWN_DIRECTORY: PathValue = { kind: "path", path: ".", open: false };

/** What calls and members leave of a path: the same path in another form. */
const sameForm = /^(?:fileURLToPath|pathToFileURL|normalize|realpathSync|toNamespacedPath|String)\d*$/u;
const sameMember = /^(?:href|pathname|toString)$/u;

/** The path that an expression stands for; undefined for all others. */
export function pathValue(node: AnyNode | null | undefined, aliases: Aliases): PathValue | undefined {
  if (node === null || node === undefined) return undefined;
  if (node.type === "Identifier") return ofName(node.name, aliases);
  if (node.type === "MemberExpression") return ofMember(node, aliases);
  if (node.type === "CallExpression") return ofCall(node, aliases);
  if (node.type === "NewExpression")
    return isNamed(node.callee, /^URL\d*$/u) ? ofUrl(node.arguments, aliases) : undefined;
  if (node.type === "TemplateLiteral") return ofTemplate(node, aliases);
  if (node.type === "BinaryExpression" && node.operator === "+")
    return append(pathValue(node.left, aliases), knownText(node.right, aliases));
  if (node.type === "ConditionalExpression")
    return oneOf(pathValue(node.consequent, aliases), pathValue(node.alternate, aliases));
  if (node.type === "LogicalExpression") return oneOf(pathValue(node.left, aliases), pathValue(node.right, aliases));
  return undefined;
}

/** A text that is known: a literal, or a constant with one. */
export function knownText(node: AnyNode | null | undefined, { texts }: Aliases): string | undefined {
  return node?.type === "Identifier" ? texts.get(node.name) : literalText(node);
}

/** What a text that is put together begins with. */
export function knownPrefix(node: AnyNode | null | undefined, aliases: Aliases): string {
  if (node?.type === "TemplateLiteral") {
    const [first, ...others] = node.quasis;
    if (first?.value.cooked !== "") return first?.value.cooked ?? "";
    const text = others.length === 0 ? "" : knownText(node.expressions[0], aliases);
    return text === undefined ? "" : text + (others[0]?.value.cooked ?? "");
  }
  if (node?.type === "CallExpression" && node.callee.type === "MemberExpression" && isNamed(node.callee, /^concat$/u))
    return knownPrefix(node.callee.object, aliases);
  if (node?.type !== "BinaryExpression" || node.operator !== "+") return knownText(node, aliases) ?? "";
  const left = knownText(node.left, aliases);
  return left === undefined ? knownPrefix(node.left, aliases) : left + knownPrefix(node.right, aliases);
}

/** `join`, `path.join`, `(0, path_1.join)`. */
export function isNamed(callee: AnyNode, pattern: RegExp): boolean {
  if (callee.type === "Identifier") return pattern.test(callee.name);
  if (callee.type === "MemberExpression") return pattern.test(memberName(callee) ?? "");
  if (callee.type === "ParenthesizedExpression") return isNamed(callee.expression, pattern);
  const last = callee.type === "SequenceExpression" ? callee.expressions.at(-1) : undefined;
  return last !== undefined && isNamed(last, pattern);
}

export function memberName({ computed, property }: MemberExpression): string | undefined {
  if (computed) return literalText(property);
  return property.type === "Identifier" ? property.name : undefined;
}

function ofName(name: string, { paths, format }: Aliases): PathValue | undefined {
  const known = paths.get(name);
  if (known !== undefined || format === "module") return known;
  if (name === "__dirname") return OWN_DIRECTORY;
  return name === "__filename" ? OWN_FILE : undefined;
}

function ofMember(node: MemberExpression, aliases: Aliases): PathValue | undefined {
  const name = memberName(node) ?? "";
  if (node.object.type === "MetaProperty") {
    if (name === "url" || name === "filename") return OWN_FILE;
    return name === "dirname" ? OWN_DIRECTORY : undefined;
  }
  if (isNamed(node.object, /^module$/u) && name === "filename") return OWN_FILE;
  return sameMember.test(name) ? pathValue(node.object, aliases) : undefined;
}

function ofCall({ callee, arguments: args }: CallExpression, aliases: Aliases): PathValue | undefined {
  if (callee.type === "MemberExpression" && args.length === 0 && sameMember.test(memberName(callee) ?? ""))
    return pathValue(callee.object, aliases);
  const first = pathValue(args[0], aliases);
  if (first === undefined) return undefined;
  if (isNamed(callee, sameForm)) return first;
  if (isNamed(callee, /^dirname\d*$/u)) return parentPath(first);
  if (!isNamed(callee, /^(?:join|resolve)\d*$/u)) return undefined;
  return args.slice(1).reduce<PathValue | undefined>((path, each) => joined(path, each, aliases), first);
}

function ofUrl([specifier, base]: readonly AnyNode[], aliases: Aliases): PathValue | undefined {
  if (base === undefined) return pathValue(specifier, aliases);
  const from = pathValue(base, aliases);
  if (from?.kind !== "file") return undefined;
  const text = knownText(specifier, aliases);
  if (text !== undefined) return relative(text.replace(/[?#].*$/su, ""));
  const prefix = knownPrefix(specifier, aliases);
  return { kind: "path", path: prefix === "" ? "." : prefix, open: true };
}

function relative(path: string): PathValue | undefined {
  return /^(?:[a-z][a-z\d+.-]*:|\/)/iu.test(path)
    ? undefined
    : { kind: "path", path: posix.normalize(path), open: false };
}

function ofTemplate({ quasis, expressions }: TemplateLiteral, aliases: Aliases): PathValue | undefined {
  if (quasis[0]?.value.cooked !== "" && quasis[0]?.value.cooked !== "file://") return undefined;
  return expressions
    .slice(1)
    .reduce<PathValue | undefined>(
      (path, each, index) => append(append(path, knownText(each, aliases)), quasis[index + 2]?.value.cooked ?? ""),
      append(pathValue(expressions[0], aliases), quasis[1]?.value.cooked ?? ""),
    );
}

/** The path with a text behind it, which need not be a segment of its own. */
function append(path: PathValue | undefined, text: string | undefined): PathValue | undefined {
  if (path === undefined || path.open || text === "") return path;
  if (text === undefined) return { ...path, open: true };
  if (path.kind === "file") return { ...path, kind: "path", open: true };
  return { kind: "path", path: `${path.path}${text}`, open: false };
}

function joined(path: PathValue | undefined, node: AnyNode, aliases: Aliases): PathValue | undefined {
  if (path === undefined || path.open) return path;
  const text = knownText(node, aliases);
  if (text !== undefined) {
    if (path.kind === "path") return { kind: "path", path: posix.join(path.path, text), open: false };
    // From a file, the first step leads to its directory.
    const rest = /^\.\.(?:\/(?<rest>.*))?$/u.exec(text);
    return rest === null
      ? { kind: "path", path: ".", open: true }
      : { kind: "path", path: posix.normalize(rest.groups?.["rest"] ?? "."), open: false };
  }
  const prefix = knownPrefix(node, aliases);
  return { kind: "path", path: prefix === "" ? `${path.path}/` : `${path.path}/${prefix}`, open: true };
}

function parentPath({ kind, path, open }: PathValue): PathValue {
  if (kind === "file") return OWN_DIRECTORY;
  return { kind: "path", path: posix.join(path, ".."), open };
}

/** One of two that are possible: where both are paths, no one knows which. */
function oneOf(a: PathValue | undefined, b: PathValue | undefined): PathValue | undefined {
  return a === undefined || b === undefined ? (a ?? b) : undefined;
}
