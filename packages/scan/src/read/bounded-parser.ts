import { Parser } from "acorn";

/** A text that would take more of the stack, of memory or of time than a check may. */
export class BeyondLimit extends Error {
  readonly reason: "too-deep" | "too-large";

  constructor(reason: "too-deep" | "too-large") {
    super(`The text is ${reason}`);
    this.reason = reason;
  }
}

/**
 * How many bytes of the stack each of the parser's recursive methods takes at most, with what it calls before the next of them.
 * Measured by nesting each construct of the language until the stack was full.
 */
const stackBytes = {
  parseStatement: 700,
  parseMaybeAssign: 400,
  parseExprOp: 400,
  parseMaybeUnary: 400,
  parseExprAtom: 700,
  parseSubscript: 900,
  parseBindingAtom: 700,
  parseFunctionBody: 700,
  parseClass: 700,
  parsePropertyValue: 400,
} as const;

/**
 * Of some 980,000 bytes. The rest is for what calls the parser, and for regular expressions: V8 ends the process, and throws nothing,
 * where the stack is too small to compile one.
 */
export const MAX_STACK_BYTES = 520_000;

/** Nodes of one tree, which takes some 100 bytes for each. The largest published files, of 10 MB, have half as many. */
export const MAX_NODES = 4_000_000;

/** acorn looks through all names of a scope for each new one: of some forty thousand names, this is reached. */
export const MAX_COMPARISONS = 1_000_000_000;

type Method = (this: Bounds, ...args: unknown[]) => unknown;

interface Bounds {
  readonly scopeStack: readonly Readonly<Record<"var" | "lexical" | "functions", readonly string[]>>[];
  bytes?: number;
  nodes?: number;
  comparisons?: number;
}

/** acorn's parser, which throws `BeyondLimit` where a text is nested too deeply or holds too much. */
export const BoundedParser: typeof Parser = Parser.extend((Base) => {
  class Bounded extends Base {}
  const methods: Record<string, Method> = Object(Base.prototype);
  const own: Record<string, Method> = Object(Bounded.prototype);
  for (const [name, bytes] of Object.entries(stackBytes)) own[name] = withDepth(methods[name], bytes);
  for (const name of ["startNode", "startNodeAt"]) own[name] = withCount(methods[name]);
  own["declareName"] = withComparisons(methods["declareName"]);
  return Bounded;
});

/** The count is right without `finally`: acorn goes on after no error that one of these methods throws. */
function withDepth(method: Method | undefined, bytes: number): Method {
  return function bounded(...args) {
    const outer = this.bytes ?? 0;
    if (outer > MAX_STACK_BYTES) throw new BeyondLimit("too-deep");
    this.bytes = outer + bytes;
    const result = method?.apply(this, args);
    this.bytes = outer;
    return result;
  };
}

function withCount(method: Method | undefined): Method {
  return function bounded(...args) {
    this.nodes = (this.nodes ?? 0) + 1;
    if (this.nodes > MAX_NODES) throw new BeyondLimit("too-large");
    return method?.apply(this, args);
  };
}

function withComparisons(method: Method | undefined): Method {
  return function bounded(...args) {
    const scope = this.scopeStack.at(-1);
    const names = scope === undefined ? 0 : scope.var.length + scope.lexical.length + scope.functions.length;
    this.comparisons = (this.comparisons ?? 0) + names;
    if (this.comparisons > MAX_COMPARISONS) throw new BeyondLimit("too-large");
    return method?.apply(this, args);
  };
}
