import type {
  AnyNode,
  CallExpression,
  Expression,
  IfStatement,
  Literal,
  LogicalExpression,
  Super,
  SwitchStatement,
  TryStatement,
} from "acorn";
import { childNodes } from "./child-nodes.ts";
import { isFunction } from "./is-function.ts";
import { assertDepth } from "./unless-too-deep.ts";

/** As `ImportTime` of the model, of a file that is loaded. */
export type ReferenceTime = "loading" | "running" | "guarded";

export interface TimedNode {
  readonly node: AnyNode;
  readonly when: ReferenceTime;
}

const order: readonly ReferenceTime[] = ["loading", "running", "guarded"];

/** The time that claims less. */
export function worse(a: ReferenceTime, b: ReferenceTime): ReferenceTime {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/**
 * Tells what of a file runs when, so that `loading` is said only of what certainly runs when the file is loaded:
 * 1. the body of a function is `running`, unless it is called where it stands;
 * 2. a `try` with a `catch` guards its block, and `.catch()` a promise;
 * 3. what stands behind a condition may not run: `running`;
 * 4. a condition on what kind of machine or program this is (`typeof`, `process.platform`, `process.env` without an `else`,
 *    `require.main`) guards, since it is there to keep code from running where it cannot;
 * 5. what stands behind a constant that is false never runs, and is left out.
 * An early `return` or `throw` is not seen.
 */
export class TimedNodes {
  /** Functions that are called where they stand. */
  readonly #called = new Set<AnyNode>();

  /** The children of a node, which may run later than it does. */
  childrenOf({ node, when }: TimedNode): readonly TimedNode[] {
    if (isFunction(node)) return timed(childNodes(node), this.#called.has(node) ? when : worse(when, "running"));
    if (node.type === "CallExpression") return this.#ofCall(node, when);
    if (node.type === "TryStatement") return ofTry(node, when);
    if (node.type === "IfStatement" || node.type === "ConditionalExpression") return ofBranches(node, when);
    if (node.type === "LogicalExpression") return ofLogical(node, when);
    if (node.type === "SwitchStatement") return ofSwitch(node, when);
    if (/^(?:For|While)/u.test(node.type) && "body" in node) return ofLoop(node, when);
    const later = node.type === "PropertyDefinition" && !node.static;
    return timed(childNodes(node), later ? worse(when, "running") : when);
  }

  #ofCall(call: CallExpression, when: ReferenceTime): readonly TimedNode[] {
    const called = calledHere(call.callee);
    if (called !== undefined) this.#called.add(called);
    return childNodes(call).map((child) => ({
      node: child,
      when: child === call.callee && catches(call) ? "guarded" : when,
    }));
  }
}

function timed(nodes: readonly AnyNode[], when: ReferenceTime): readonly TimedNode[] {
  return nodes.map((node) => ({ node, when }));
}

/** `(function () { … })()`, and the same with `.call(this)`; what is async or a generator may stop before its end. */
function calledHere(callee: Expression | Super): AnyNode | undefined {
  const target =
    callee.type === "MemberExpression" &&
    callee.property.type === "Identifier" &&
    /^(?:call|apply)$/u.test(callee.property.name)
      ? callee.object
      : callee;
  return isFunction(target) && !target.async && !target.generator ? target : undefined;
}

/** `import("x").catch(…)`, `import("x").then(…, …)`. */
function catches({ callee, arguments: { length } }: CallExpression): boolean {
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return false;
  return (callee.property.name === "catch" && length > 0) || (callee.property.name === "then" && length > 1);
}

function ofTry({ block, handler, finalizer }: TryStatement, when: ReferenceTime): readonly TimedNode[] {
  return [
    ...timed([block], handler ? "guarded" : when),
    ...timed(handler ? [handler] : [], worse(when, "running")),
    ...timed(finalizer ? [finalizer] : [], when),
  ];
}

function ofBranches(
  {
    test,
    consequent,
    alternate,
  }:
    | Pick<IfStatement, "test" | "consequent" | "alternate">
    | { test: Expression; consequent: Expression; alternate: Expression },
  when: ReferenceTime,
): readonly TimedNode[] {
  const branch = timeOfBranch(test, when, Boolean(alternate));
  return [
    { node: test, when },
    ...timed(isConstant(test, false) ? [] : [consequent], isConstant(test, true) ? when : branch),
    ...timed(alternate && !isConstant(test, true) ? [alternate] : [], isConstant(test, false) ? when : branch),
  ];
}

function ofLogical({ left, operator, right }: LogicalExpression, when: ReferenceTime): readonly TimedNode[] {
  const never = operator === "&&" && isConstant(left, false);
  return [{ node: left, when }, ...timed(never ? [] : [right], timeOfBranch(left, when, false))];
}

/** The body may run no time at all. */
function ofLoop(loop: AnyNode & { readonly body: unknown }, when: ReferenceTime): readonly TimedNode[] {
  return childNodes(loop).map((node) => ({ node, when: node === loop.body ? worse(when, "running") : when }));
}

function ofSwitch({ discriminant, cases }: SwitchStatement, when: ReferenceTime): readonly TimedNode[] {
  return [{ node: discriminant, when }, ...timed(cases, timeOfBranch(discriminant, when, true))];
}

/** When the branch of a condition runs; one of two that stand for everything is not there to keep code from running. */
function timeOfBranch(test: Expression, when: ReferenceTime, hasOther: boolean): ReferenceTime {
  return worse(when, isAboutPlace(test, hasOther) ? "guarded" : "running");
}

/** Names whose members describe the machine or the program: of `process.env` only where there is no other branch. */
const environmentNames =
  /^(?:process\.(?:platform|arch|versions?|type|browser|release|pkg)|require\.main|module\.(?:parent|hot))$/u;

function isAboutPlace(test: AnyNode, hasOther: boolean, depth = 0): boolean {
  assertDepth(depth);
  if (test.type === "UnaryExpression" && test.operator === "typeof") return true;
  if (test.type === "MemberExpression" && test.object.type === "Identifier" && test.property.type === "Identifier") {
    const name = `${test.object.name}.${test.property.name}`;
    if (environmentNames.test(name) || (name === "process.env" && !hasOther)) return true;
  }
  return !isFunction(test) && childNodes(test).some((child) => isAboutPlace(child, hasOther, depth + 1));
}

/** `0`, `false`, `!1`: what minifiers and bundlers leave of a condition. */
function isConstant(test: Expression, value: boolean): boolean {
  if (test.type === "UnaryExpression" && test.operator === "!") return isConstant(test.argument, !value);
  return test.type === "Literal" && isPlain(test) && Boolean(test.value) === value;
}

function isPlain({ value }: Literal): boolean {
  return typeof value === "boolean" || typeof value === "number";
}
