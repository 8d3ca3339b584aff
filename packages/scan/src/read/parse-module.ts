import { getLineInfo } from "acorn";
import type { AnyNode, Program } from "acorn";
import { BeyondLimit, BoundedParser } from "./bounded-parser.ts";
import { childNodes } from "./child-nodes.ts";
import { isCompilable } from "./is-compilable.ts";
import { isFunction } from "./is-function.ts";
import { assertDepth, unlessTooDeep } from "./unless-too-deep.ts";

export type ModuleFormat = "module" | "commonjs";

export type ParsedModule =
  | { readonly kind: "program"; readonly program: Program }
  /** CommonJS by its name and package.json, though only an ES module may be written so. */
  | { readonly kind: "module-syntax"; readonly line: number }
  | { readonly kind: "syntax-error"; readonly line: number; readonly reason: string }
  /** The parser does not know what Node knows. */
  | { readonly kind: "unknown" }
  | BeyondLimits;

/** The file is nested too deeply to be read, or holds too much. */
export interface BeyondLimits {
  readonly kind: "beyond-limits";
  readonly reason: "too-deep" | "too-large";
}

/** Parses a file as Node on Lambda would: nothing looks at the text to find out of which format it is. */
export function parseModule(text: string, format: ModuleFormat): ParsedModule {
  const parsed = parseAs(text, format);
  if (parsed.kind !== "syntax-error" || format === "module") return parsed;
  const asModule = parseAs(text, "module");
  if (asModule.kind === "beyond-limits") return asModule;
  const position = asModule.kind === "program" ? unlessTooDeep(() => moduleSyntaxIn(asModule.program)) : undefined;
  if (position !== undefined) return { kind: "module-syntax", line: getLineInfo(text, position).line };
  // The Node that runs this tool may know syntax that the parser does not.
  return isCompilable(text) ? { kind: "unknown" } : parsed;
}

function parseAs(text: string, sourceType: ModuleFormat): Exclude<ParsedModule, { readonly kind: "module-syntax" }> {
  try {
    return {
      kind: "program",
      program: BoundedParser.parse(text, { ecmaVersion: "latest", sourceType, allowHashBang: true }),
    };
  } catch (error) {
    if (error instanceof BeyondLimit) return { kind: "beyond-limits", reason: error.reason };
    // What is left to recur is what a regular expression holds.
    if (error instanceof RangeError || (error instanceof SyntaxError && error.message.startsWith("Not enough stack"))) {
      return { kind: "beyond-limits", reason: "too-deep" };
    }
    if (!(error instanceof SyntaxError) || !("pos" in error) || typeof error.pos !== "number") throw error;
    return {
      kind: "syntax-error",
      line: getLineInfo(text, error.pos).line,
      reason: error.message.replace(/ \(\d+:\d+\)$/u, ""),
    };
  }
}

/** Where the first thing stands that only an ES module may have: `import`, `export`, `import.meta`, `await` outside of functions. */
function moduleSyntaxIn(program: Program): number | undefined {
  const declaration = program.body.find(({ type }) => type.startsWith("Import") || type.startsWith("Export"));
  return (
    declaration?.start ??
    program.body.map((node) => firstModuleSyntax(node, 0)).find((position) => position !== undefined)
  );
}

function firstModuleSyntax(node: AnyNode, depth: number): number | undefined {
  assertDepth(depth);
  if (node.type === "MetaProperty" && node.meta.name === "import") return node.start;
  if (node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await)) return node.start;
  const inner = childNodes(node).filter((child) => !isAsyncFunction(child));
  return inner.map((child) => firstModuleSyntax(child, depth + 1)).find((position) => position !== undefined);
}

function isAsyncFunction(node: AnyNode): boolean {
  return isFunction(node) && node.async;
}
