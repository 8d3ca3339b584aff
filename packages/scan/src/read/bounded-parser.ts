/* oxlint-disable max-params -- the methods of the parser take so many */
import { Parser } from "acorn";
import type { Options } from "acorn";

/** A text that would take more of the stack, of memory or of time than a check may. */
export class BeyondLimit extends Error {
  readonly reason: "too-deep" | "too-large";

  constructor(reason: "too-deep" | "too-large") {
    super(`The text is ${reason}`);
    this.reason = reason;
  }
}

/**
 * Of some 980,000 bytes. The rest is for what calls the parser, and for regular expressions: V8 ends the process, and throws nothing,
 * where the stack is too small to compile one.
 */
export const MAX_STACK_BYTES = 520_000;

/** Nodes of one tree, which takes some 100 bytes for each. The largest published files, of 10 MB, have half as many. */
export const MAX_NODES = 4_000_000;

/** acorn looks through all names of a scope for each new one: of some forty thousand names, this is reached. */
export const MAX_COMPARISONS = 1_000_000_000;

/** What of acorn's parser is bounded: its recursive methods, with no more arguments than each takes. */
interface Internals {
  parseStatement(a: unknown, b: unknown, c: unknown): unknown;
  parseMaybeAssign(a: unknown, b: unknown, c: unknown): unknown;
  parseExprOp(a: unknown, b: unknown, c: unknown, d: unknown, e: unknown): unknown;
  parseMaybeUnary(a: unknown, b: unknown, c: unknown, d: unknown): unknown;
  parseExprAtom(a: unknown, b: unknown, c: unknown): unknown;
  parseSubscript(a: unknown, b: unknown, c: unknown, d: unknown, e: unknown, f: unknown, g: unknown): unknown;
  parseBindingAtom(): unknown;
  parseFunctionBody(a: unknown, b: unknown, c: unknown, d: unknown): unknown;
  parseClass(a: unknown, b: unknown): unknown;
  parsePropertyValue(
    a: unknown,
    b: unknown,
    c: unknown,
    d: unknown,
    e: unknown,
    f: unknown,
    g: unknown,
    h: unknown,
  ): unknown;
  startNode(): unknown;
  startNodeAt(position: number, location: unknown): unknown;
  declareName(name: string, type: unknown, position: number): unknown;
  readonly scopeStack: readonly Readonly<Record<"var" | "lexical" | "functions", readonly string[]>>[];
}

type Constructor = new (options: Options, input: string, position?: number) => Internals;

/**
 * The number that each method adds is the bytes of the stack that it takes at most, with what it calls before the next of them, measured
 * by nesting each construct of the language until the stack was full. Each stands here by itself, since a wrapper for all of them takes a
 * third of the time of parsing. No count is wrong without `finally`: acorn goes on after no error that one of these methods throws.
 */
class Bounded extends (Parser as unknown as Constructor) {
  #bytes = 0;
  #nodes = 0;
  #comparisons = 0;

  /** Answers what was taken before. */
  #enter(bytes: number): number {
    const outer = this.#bytes;
    if (outer > MAX_STACK_BYTES) throw new BeyondLimit("too-deep");
    this.#bytes = outer + bytes;
    return outer;
  }

  override parseStatement(a: unknown, b: unknown, c: unknown): unknown {
    const outer = this.#enter(700);
    const result = super.parseStatement(a, b, c);
    this.#bytes = outer;
    return result;
  }

  override parseMaybeAssign(a: unknown, b: unknown, c: unknown): unknown {
    const outer = this.#enter(400);
    const result = super.parseMaybeAssign(a, b, c);
    this.#bytes = outer;
    return result;
  }

  override parseExprOp(a: unknown, b: unknown, c: unknown, d: unknown, e: unknown): unknown {
    const outer = this.#enter(400);
    const result = super.parseExprOp(a, b, c, d, e);
    this.#bytes = outer;
    return result;
  }

  override parseMaybeUnary(a: unknown, b: unknown, c: unknown, d: unknown): unknown {
    const outer = this.#enter(400);
    const result = super.parseMaybeUnary(a, b, c, d);
    this.#bytes = outer;
    return result;
  }

  override parseExprAtom(a: unknown, b: unknown, c: unknown): unknown {
    const outer = this.#enter(700);
    const result = super.parseExprAtom(a, b, c);
    this.#bytes = outer;
    return result;
  }

  override parseSubscript(a: unknown, b: unknown, c: unknown, d: unknown, e: unknown, f: unknown, g: unknown): unknown {
    const outer = this.#enter(900);
    const result = super.parseSubscript(a, b, c, d, e, f, g);
    this.#bytes = outer;
    return result;
  }

  override parseBindingAtom(): unknown {
    const outer = this.#enter(700);
    const result = super.parseBindingAtom();
    this.#bytes = outer;
    return result;
  }

  override parseFunctionBody(a: unknown, b: unknown, c: unknown, d: unknown): unknown {
    const outer = this.#enter(700);
    const result = super.parseFunctionBody(a, b, c, d);
    this.#bytes = outer;
    return result;
  }

  override parseClass(a: unknown, b: unknown): unknown {
    const outer = this.#enter(700);
    const result = super.parseClass(a, b);
    this.#bytes = outer;
    return result;
  }

  override parsePropertyValue(
    a: unknown,
    b: unknown,
    c: unknown,
    d: unknown,
    e: unknown,
    f: unknown,
    g: unknown,
    h: unknown,
  ): unknown {
    const outer = this.#enter(400);
    const result = super.parsePropertyValue(a, b, c, d, e, f, g, h);
    this.#bytes = outer;
    return result;
  }

  override startNode(): unknown {
    this.#count();
    return super.startNode();
  }

  override startNodeAt(position: number, location: unknown): unknown {
    this.#count();
    return super.startNodeAt(position, location);
  }

  #count(): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) throw new BeyondLimit("too-large");
  }

  override declareName(name: string, type: unknown, position: number): unknown {
    const scope = this.scopeStack.at(-1);
    const names = scope === undefined ? 0 : scope.var.length + scope.lexical.length + scope.functions.length;
    this.#comparisons += names;
    if (this.#comparisons > MAX_COMPARISONS) throw new BeyondLimit("too-large");
    return super.declareName(name, type, position);
  }
}

/** acorn's parser, which throws `BeyondLimit` where a text is nested too deeply or holds too much. */
export const BoundedParser: typeof Parser = Bounded as unknown as typeof Parser;
