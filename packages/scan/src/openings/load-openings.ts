import type { AnyNode, CallExpression } from "acorn";
import { isMadeRequire } from "../read/function-scope.ts";
import { literalText } from "../read/literal-text.ts";
import { isNamed, knownPrefix, knownText, memberName, pathValue } from "./path-value.ts";
import { isOnlyTested } from "./seen-node.ts";
import type { OpeningAt, SeenNode } from "./seen-node.ts";

/** Openings by a name that may be Node's `require`, or by something that certainly loads. */
export interface LoadOpenings {
  /** Of what must turn out to be a `require` of the file; undefined for what loads in any case. */
  readonly name: string | undefined;
  readonly openings: readonly OpeningAt[];
}

/** What a node loads by a name that is put together; undefined for nodes that load nothing. */
export function loadOpenings(seen: SeenNode): LoadOpenings | undefined {
  const { node, above } = seen;
  if (node.type === "ImportExpression") return sure(computed(node.source, "import", { ...seen, what: "import" }));
  if (node.type === "Identifier") return ofName(seen, node.name);
  if (node.type === "MemberExpression") return ofMember(seen, node.object, memberName(node) ?? "");
  const call = node.type === "CallExpression" ? node : undefined;
  if (call === undefined) return undefined;
  if (isNamed(call.callee, CREATES)) return sure(ofCreated(seen, call, above));
  if (isNamed(call.callee, /^register$/u)) {
    const hooks = literalText(call.arguments[0]);
    const isLoaded =
      hooks !== undefined &&
      /^\.{0,2}\/|^[@\w]/u.test(hooks) &&
      pathValue(call.arguments[1], seen.aliases) !== undefined;
    return isLoaded ? sure([exact(hooks, "import", { ...seen, what: "register" })]) : undefined;
  }
  return undefined;
}

const CREATES = /createRequire\w*$/iu;

function sure(openings: readonly OpeningAt[]): LoadOpenings {
  return { name: undefined, openings };
}

/** The name of a `require` that is not called with a literal, or is used as a value. */
function ofName(seen: SeenNode, name: string): LoadOpenings | undefined {
  const { node, above } = seen;
  const parent = above.at(-1);
  if (parent === undefined || CREATES.test(name)) return undefined;
  const isAlias = name !== "require" && seen.aliases.requires.has(name);
  // What `createRequire` made may have any name.
  if (name !== "require" && name !== "module" && !isAlias && !seen.file.namesCreateRequire) return undefined;
  if (parent.type === "CallExpression" && parent.callee === node)
    return { name, openings: ofCall(parent.arguments[0], seen, isAlias) };
  // Only names that stand for `require` turn out to be one, and all others are dropped.
  if (parent.type === "MemberExpression" && parent.object === node)
    return { name, openings: ofRequireMember(seen, parent) };
  const isBound = parent.type === "AssignmentExpression" && parent.left === node;
  const isParameter = "params" in parent;
  if (name === "module" || isBound || isParameter || isOnlyTested(seen) || isAliased(seen)) return undefined;
  return { name, openings: [anything("require", seen)] };
}

/** What is asked for by another name of `require` is no reference, even where it is a literal. */
function ofCall(asked: AnyNode | undefined, seen: SeenNode, isAlias: boolean): readonly OpeningAt[] {
  const place = { ...seen, what: "require" };
  const literal = isAlias ? literalText(asked) : undefined;
  return literal === undefined ? computed(asked, "require", place) : [exact(literal, "require", place)];
}

/** `const load = require`: each use of that name is judged by itself. */
function isAliased({ node, above }: SeenNode): boolean {
  const parent = above.at(-1);
  if (parent?.type === "AssignmentExpression") return parent.right === node && parent.left.type === "Identifier";
  if (parent?.type !== "VariableDeclarator") return false;
  return parent.id.type === "Identifier" && above.at(-3)?.type !== "ExportNamedDeclaration";
}

function ofRequireMember(
  seen: SeenNode,
  member: AnyNode & { readonly type: "MemberExpression" },
): readonly OpeningAt[] {
  const name = memberName(member);
  const base = seen.node.type === "Identifier" ? seen.node.name : "";
  if (base === "module") return [];
  if (name === undefined) return [anything(`${base}[…]`, seen)];
  if (name !== "resolve") return /^(?:apply|call|bind)$/u.test(name) ? [anything(`${base}.${name}`, seen)] : [];
  const [call, above] = [seen.above.at(-2), seen.above.slice(0, -2)];
  if (call?.type !== "CallExpression" || call.callee !== member) {
    if (call?.type === "MemberExpression") return [elsewhere("require.resolve.paths", undefined, seen)];
    return isOnlyTested({ node: member, above: seen.above.slice(0, -1) }) ? [] : [anything("require.resolve", seen)];
  }
  const what = "require.resolve";
  if (call.arguments.length > 1) return [elsewhere(what, literalText(call.arguments[0]), seen)];
  const specifier = literalText(call.arguments[0]);
  if (specifier === undefined) return computed(call.arguments[0], "require", { ...seen, what });
  return directoryOf({ specifier, by: "require", what }, { ...seen, node: call, above });
}

/** `module.require`, `require.main.require`, `import.meta.resolve`. */
function ofMember(seen: SeenNode, object: AnyNode, name: string): LoadOpenings | undefined {
  const { node, above } = seen;
  const parent = above.at(-1);
  const call = parent?.type === "CallExpression" && parent.callee === node ? parent : undefined;
  if (object.type === "MetaProperty" && name === "resolve") {
    if (call === undefined) return isOnlyTested(seen) ? undefined : sure([anything("import.meta.resolve", seen)]);
    const specifier = literalText(call.arguments[0]);
    if (specifier === undefined)
      return sure(computed(call.arguments[0], "import", { ...seen, what: "import.meta.resolve" }));
    const resolved = { specifier, by: "import", what: "import.meta.resolve" } as const;
    return sure([
      exact(specifier, "import", { ...seen, what: resolved.what }),
      ...directoryOf(resolved, { ...seen, node: call, above: above.slice(0, -1) }),
    ]);
  }
  if (name !== "require" || !isNamed(object, /module|main|parent/iu)) return undefined;
  if (call === undefined) return isOnlyTested(seen) ? undefined : sure([anything("module.require", seen)]);
  const isOwn = object.type === "Identifier" && object.name === "module";
  const specifier = literalText(call.arguments[0]);
  if (specifier === undefined) return sure(computed(call.arguments[0], "require", { ...seen, what: "module.require" }));
  // `freeModule.require("util")`: the file's own, as lodash has it.
  return isOwn
    ? undefined
    : sure([
        exact(specifier, "require", { ...seen, what: "module.require" }),
        elsewhere("module.require", specifier, seen),
      ]);
}

function ofCreated(seen: SeenNode, call: CallExpression, above: readonly AnyNode[]): readonly OpeningAt[] {
  const parent = above.at(-1);
  const what = "createRequire";
  const from = pathValue(call.arguments[0], seen.aliases);
  const isOwn = from?.kind === "file" || (from !== undefined && !from.open && from.path === ".");
  const isCalled = parent?.type === "CallExpression" && parent.callee === call;
  const isResolved = parent?.type === "MemberExpression" && parent.object === call && memberName(parent) === "resolve";
  const outer = isCalled ? parent : isResolved ? above.at(-2) : undefined;
  const asked = outer?.type === "CallExpression" ? outer.arguments[0] : undefined;
  const specifier = literalText(asked);
  if (!isOwn) return [elsewhere(what, specifier, seen)];
  if (asked !== undefined && specifier === undefined) return computed(asked, "require", { ...seen, what });
  if (specifier !== undefined) return [exact(specifier, "require", { ...seen, what })];
  // Each call of a name for the file's own `require` is judged by itself.
  const isNamedRequire =
    parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" && isMadeRequire(call);
  return isNamedRequire || isOnlyTested(seen) ? [] : [anything(what, seen)];
}

type Place = SeenNode & { readonly what: string };

/** What is loaded by an argument that may be no literal. */
function computed(asked: AnyNode | undefined, by: "require" | "import", place: Place): readonly OpeningAt[] {
  if (asked === undefined || literalText(asked) !== undefined) return [];
  // A path that begins at the file is judged as such.
  if (pathValue(asked, place.aliases) !== undefined) return [];
  if (asked.type === "ConditionalExpression")
    return [asked.consequent, asked.alternate].flatMap((each) => branch(each, by, place));
  if (asked.type === "LogicalExpression") return [asked.left, asked.right].flatMap((each) => branch(each, by, place));
  return branch(asked, by, place);
}

function branch(asked: AnyNode, by: "require" | "import", place: Place): readonly OpeningAt[] {
  const text = knownText(asked, place.aliases);
  if (text !== undefined) return [exact(text, by, place)];
  if (isResolveCall(asked) || isAbsolute(asked, place.file.text)) return [];
  return [{ kind: "name", by, prefix: knownPrefix(asked, place.aliases), start: place.node.start, what: place.what }];
}

/** `require(require.resolve(…))`: the inner one is judged by itself. */
function isResolveCall(node: AnyNode): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    memberName(node.callee) === "resolve" &&
    isNamed(node.callee.object, /require$/iu)
  );
}

/**
 * A path that certainly is absolute is none that names a package: it begins at the working directory, or at a place that is judged
 * where it is found. What lies in a `node_modules` is looked for as a package.
 */
function isAbsolute(node: AnyNode, text: string): boolean {
  if (text.slice(node.start, node.end).includes("node_modules")) return false;
  if (node.type === "MemberExpression") return memberName(node) === "href" && isAbsolute(node.object, text);
  if (node.type !== "CallExpression") return false;
  if (isNamed(node.callee, /^(?:toString|String)$/u)) {
    const inner = node.callee.type === "MemberExpression" ? node.callee.object : node.arguments[0];
    return inner !== undefined && isAbsolute(inner, text);
  }
  if (isNamed(node.callee, /^(?:pathToFileURL|realpathSync)\d*$/u)) return true;
  const isPath = node.callee.type === "MemberExpression" && isNamed(node.callee.object, /^path\w*$|^posix$|^win32$/iu);
  if (isPath && isNamed(node.callee, /^resolve$/u)) return true;
  const [first] = node.arguments;
  return isNamed(node.callee, /^join\d*$/u) && first?.type === "CallExpression" && isNamed(first.callee, /^cwd$/u);
}

function exact(prefix: string, by: "require" | "import", { node, what }: Place): OpeningAt {
  return { kind: "name", by, prefix, exact: true, start: node.start, what };
}

function anything(what: string, { node }: SeenNode): OpeningAt {
  return { kind: "name", by: "require", prefix: "", start: node.start, what };
}

function elsewhere(what: string, name: string | undefined, { node }: SeenNode): OpeningAt {
  return { kind: "elsewhere", ...(name !== undefined && { name }), start: node.start, what };
}

/** What takes the path of a module, and not the directory that it lies in. */
const takesModule =
  /^(?:require|fork|Worker|URL|(?:exists|access|stat|lstat|readFile)(?:Sync)?|createReadStream)\d*$/iu;

interface Resolved {
  readonly specifier: string;
  readonly by: "require" | "import";
  readonly what: string;
}

/** The directory of a module whose path is used for more than the module, and what is looked up from there. */
function directoryOf(resolved: Resolved, seen: SeenNode): readonly OpeningAt[] {
  const parent = seen.above.at(-1);
  if (parent === undefined || isOnlyTested(seen) || parent.type === "ImportExpression") return [];
  if (parent.type === "MemberExpression" && parent.computed && parent.property === seen.node) return [];
  const isCall = parent.type === "CallExpression" || parent.type === "NewExpression";
  if (isCall && isNamed(parent.callee, takesModule)) return [];
  const loads = CREATES_ANYWHERE.test(seen.file.text);
  const isTaken =
    loads ||
    (isCall && isNamed(parent.callee, /^(?:dirname|join|resolve)\d*$/u)) ||
    /(?:^|\/)package\.json$/u.test(resolved.specifier) ||
    (!resolved.specifier.startsWith(".") && /\bdirname\b|["'`]\.\./u.test(seen.file.text));
  if (!isTaken) return [];
  return [{ kind: "directory-of", ...resolved, start: seen.node.start, ...(loads && { loads }) }];
}

/** A file that makes a `require` of another file may hand it any path that it knows. */
const CREATES_ANYWHERE = /createRequire\w*\s*\)?\s*\((?!\s*(?:import\.meta\.(?:url|filename)|__filename)\s*\))/iu;
