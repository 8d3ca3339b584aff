import type { AnyNode } from "acorn";
import { literalText } from "../read/literal-text.ts";
import { isNamed, memberName } from "./path-value.ts";
import type { OpeningAt, SeenFile, SeenNode } from "./seen-node.ts";

/** Code that is put together, native code, and what Node's module loader is asked for behind the back of `require`. */
export function codeOpenings({ node, file }: SeenNode): readonly OpeningAt[] {
  if (node.type === "MemberExpression") return ofMember(node, memberName(node), file);
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return [];
  const place = { start: node.start };
  const { text } = file;
  const own = text.slice(node.start, node.end);
  if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "eval") {
    return isHarmless(literalText(node.arguments[0])) ? [] : [{ kind: "code", what: "eval", ...place }];
  }
  if (isNamed(node.callee, /^(?:Function|eval)$/u)) {
    // Such code sees globals alone, so `import()` is all that it can load by.
    const loads =
      /\bimport\b/u.test(own) ||
      (node.arguments.some((each) => literalText(each) === undefined) && CODE_TEXT.test(text));
    return loads ? [{ kind: "code", what: "Function", ...place }] : [];
  }
  if (node.type === "NewExpression" && isNamed(node.callee, /^Worker$/u))
    return ofWorker(node.arguments, own, node.start);
  return [];
}

const LOADS = /\b(?:require|import)\b/u;

/** A text in quotes that would load something, if it were run. */
const CODE_TEXT = /["'`][^"'`\n]*\bimport\s*\(/u;

function isHarmless(code: string | undefined): boolean {
  return code !== undefined && !LOADS.test(code);
}

function ofMember(node: AnyNode, name: string | undefined, file: SeenFile): readonly OpeningAt[] {
  const place = { start: node.start, what: name ?? "" };
  if (name === "dlopen") return [{ kind: "native", ...place }];
  // Others have methods of these names, too.
  if (!file.namesModule) return [];
  if (name === "_compile") return [{ kind: "code", ...place }];
  return /^(?:_load|_resolveFilename|runMain)$/u.test(name ?? "") ? [{ kind: "elsewhere", ...place }] : [];
}

/** A path that begins at the file is judged as such; a literal is looked for from the working directory, where own files are. */
function ofWorker([file]: readonly AnyNode[], own: string, start: number): readonly OpeningAt[] {
  const place = { start, what: "new Worker" };
  if (/\beval\s*:/u.test(own)) return [{ kind: "code", ...place }];
  const isKnown = file === undefined || /__dirname|__filename|import\.meta|require\.resolve/u.test(own);
  return isKnown || literalText(file) !== undefined ? [] : [{ kind: "path", path: ".", open: true, ...place }];
}
