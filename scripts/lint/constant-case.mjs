// @ts-check
/**
 * What the rule needs of a node of the syntax tree, which is ESTree with TypeScript's own nodes.
 *
 * @typedef {object} Node
 * @property {string} type
 * @property {string} [name]
 * @property {string} [kind]
 * @property {unknown} [value]
 * @property {string} [operator]
 * @property {Node} [parent]
 * @property {Node} [id]
 * @property {Node | null} [init]
 * @property {Node} [left]
 * @property {Node} [right]
 * @property {Node} [property]
 * @property {Node} [argument]
 * @property {readonly Node[]} [declarations]
 */

/** @typedef {{ readonly report: (problem: { readonly node: Node, readonly message: string }) => void }} Context */

/** A module's constants that are numbers are in upper case, and those that are limits begin with `MAX_`. */
export const constantCase = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} declaration */
    VariableDeclaration(declaration) {
      if (declaration.kind !== "const" || !isOfModule(declaration)) return;
      for (const { id, init } of declaration.declarations ?? []) {
        if (id?.name === undefined || !isNumber(init)) continue;
        const name = rightName(id.name);
        if (id.name !== name) context.report({ node: id, message: `A number is a constant like ${name}.` });
      }
    },
  }),
};

/** @param {Node} declaration */
function isOfModule({ parent }) {
  return parent?.type === "Program" || (parent?.type === "ExportNamedDeclaration" && parent.parent?.type === "Program");
}

/** @param {string} name */
function rightName(name) {
  const words = name.replaceAll(/(?<=[a-z\d])[A-Z]/gu, "_$&").toUpperCase();
  return words.replace(/^(?:LARGEST|LONGEST|MAXIMUM|MOST)(?=_|$)/u, "MAX");
}

/**
 * A literal, or what is computed of some and of other constants.
 *
 * @param {Node | null | undefined} node
 * @returns {boolean}
 */
function isNumber(node) {
  if (node?.type === "Literal") return typeof node.value === "number";
  if (node?.type === "UnaryExpression") return node.operator === "-" && isNumber(node.argument);
  const isSum = node?.type === "BinaryExpression" && /^(?:[-+*/%|&^]|\*\*|<<|>>)$/u.test(node.operator ?? "");
  return isSum && [node.left, node.right].every((side) => isNumber(side) || isConstant(side));
}

/** @param {Node | undefined} node */
function isConstant(node) {
  const name = node?.type === "MemberExpression" ? node.property?.name : node?.name;
  return name !== undefined && /^[A-Z][A-Z\d_]*$/u.test(name);
}
