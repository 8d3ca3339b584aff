import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Identifier,
  MemberExpression,
  ObjectExpression,
  Program,
} from "acorn";
import { childNodes } from "./child-nodes.ts";
import { isFunction } from "./is-function.ts";
import { literalText } from "./literal-text.ts";
import { assertDepth } from "./unless-too-deep.ts";

/**
 * The names that a CommonJS file exports. What is not one of these forms leaves the list incomplete:
 * 1. `exports.x = …`, `module.exports.x = …`, `this.x = …`, `Object.defineProperty(exports, "x", …)`;
 * 2. `module.exports = { x, … }`, also as bundlers note it in `0 && (module.exports = { x })`;
 * 3. esbuild's `__export(names, { x: … })` with `module.exports = __toCommonJS(names)`;
 * 4. reading of `exports.x`, and `typeof exports`, which export nothing.
 */
export class CommonExports {
  readonly #names = new Set<string>();
  #complete = true;
  #depth = 0;
  /** Parts of forms that are understood. */
  readonly #understood = new Set<AnyNode>();
  /** esbuild's objects by their names, and those that become `module.exports`. */
  readonly #collected = new Map<string, ObjectExpression>();
  readonly #converted: string[] = [];

  read(program: Program): { readonly names: ReadonlySet<string>; readonly complete: boolean } {
    this.#visit(program, true);
    for (const name of this.#converted) {
      const collected = this.#collected.get(name);
      if (collected === undefined) this.#complete = false;
      else this.#addKeys(collected);
    }
    return { names: this.#names, complete: this.#complete };
  }

  #visit(node: AnyNode, top: boolean): void {
    assertDepth((this.#depth += 1));
    if (node.type === "AssignmentExpression") this.#readAssignment(node);
    else if (node.type === "CallExpression") this.#readCall(node);
    else this.#readPlain(node, top);
    const inner = top && !(isFunction(node) && node.type !== "ArrowFunctionExpression");
    for (const child of childNodes(node)) this.#visit(child, inner);
    this.#depth -= 1;
  }

  #readPlain(node: AnyNode, top: boolean): void {
    if (node.type === "MemberExpression") this.#readMember(node, top);
    else if (node.type === "Property" || node.type === "MethodDefinition" || node.type === "PropertyDefinition") {
      if (!node.computed) this.#understood.add(node.key);
    } else if (node.type === "ThisExpression") this.#complete &&= !top || this.#understood.has(node);
    else if (node.type === "Identifier" && /^(?:exports|module|eval)$/u.test(node.name)) {
      this.#complete &&= this.#understood.has(node);
    } else for (const child of harmlessParts(node, this.#understood.has(node))) this.#understood.add(child);
  }

  #readMember(node: MemberExpression, top: boolean): void {
    if (!node.computed) this.#understood.add(node.property);
    if (keyOf(node) === undefined) return;
    if (isExports(node.object)) this.#understand(node.object);
    else if (top && node.object.type === "ThisExpression") this.#understood.add(node.object);
  }

  #readAssignment(node: AssignmentExpression): void {
    const { left, right } = node;
    if (isExports(left)) {
      this.#understand(left);
      this.#readValue(right);
      // Code that keeps the object may add names to it: `const app = module.exports = {}`.
      if (!this.#understood.has(node)) this.#complete = false;
      return;
    }
    if (left.type !== "MemberExpression") return;
    const key = keyOf(left);
    if (key !== undefined && (isExports(left.object) || left.object.type === "ThisExpression")) {
      this.#names.add(key);
      this.#understood.add(right);
    }
  }

  #readValue(value: AnyNode): void {
    if (value.type === "ObjectExpression") this.#addKeys(value);
    else if (value.type === "AssignmentExpression") {
      this.#understood.add(value);
      const own = isExports(value.left) || (value.left.type === "MemberExpression" && isExports(value.left.object));
      if (!own) this.#complete = false;
      else if (!isExports(value.left)) this.#readValue(value.right);
    } else if (isExports(value)) this.#understand(value);
    else if (value.type === "CallExpression" && isNamed(value.callee, "__toCommonJS")) this.#readConverted(value);
    else if (!(isFunction(value) && (value.type === "ArrowFunctionExpression" || !value.id))) this.#complete = false;
  }

  #readCall(call: CallExpression): void {
    const { callee } = call;
    const [target, key] = call.arguments;
    if (target === undefined || key === undefined) return;
    if (callee.type === "MemberExpression" && isNamed(callee.object, "Object") && keyOf(callee) === "defineProperty") {
      const name = literalText(key);
      if (!isExports(target) || name === undefined) return;
      this.#understand(target);
      this.#names.add(name);
    } else if (target.type === "Identifier" && isNamed(callee, "__export") && key.type === "ObjectExpression") {
      this.#collected.set(target.name, key);
    } else if (target.type === "Identifier" && isNamed(callee, "__reExport")) this.#complete = false;
  }

  #readConverted({ arguments: [from] }: CallExpression): void {
    if (from?.type === "Identifier") this.#converted.push(from.name);
    else this.#complete = false;
  }

  #addKeys({ properties }: ObjectExpression): void {
    for (const property of properties) {
      const plain = property.type === "Property" && !property.computed ? property.key : undefined;
      const name = plain?.type === "Identifier" ? plain.name : literalText(plain);
      if (name === undefined) this.#complete = false;
      else this.#names.add(name);
    }
  }

  #understand(node: AnyNode): void {
    this.#understood.add(node);
    if (node.type === "MemberExpression") this.#understood.add(node.object).add(node.property);
  }
}

/** The operands that neither change nor keep what they are, so that they may be `exports`, `module` or an assignment to them. */
function harmlessParts(node: AnyNode, isUnused: boolean): readonly AnyNode[] {
  if (node.type === "ExpressionStatement") return [node.expression];
  if (node.type === "SequenceExpression") return node.expressions;
  if (node.type === "UnaryExpression" && node.operator === "typeof") return [node.argument];
  // `this && this.__importDefault`, `0 && (module.exports = { … })`
  if (node.type === "LogicalExpression" && node.operator === "&&")
    return isUnused ? [node.left, node.right] : [node.left];
  // `require.main === module`
  if (node.type === "BinaryExpression") return [node.left, node.right].filter((side) => isNamed(side, "module"));
  return [];
}

/** `exports`, `module.exports`. */
function isExports(node: AnyNode): boolean {
  if (isNamed(node, "exports")) return true;
  return node.type === "MemberExpression" && isNamed(node.object, "module") && keyOf(node) === "exports";
}

function isNamed(node: AnyNode, name: string): node is Identifier {
  return node.type === "Identifier" && node.name === name;
}

function keyOf(node: AnyNode): string | undefined {
  if (node.type !== "MemberExpression") return undefined;
  if (node.computed) return literalText(node.property);
  return node.property.type === "Identifier" ? node.property.name : undefined;
}
