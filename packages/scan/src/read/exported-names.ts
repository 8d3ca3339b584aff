import type { AnyNode, Pattern, Program } from "acorn";
import type { ModuleFormat } from "./parse-module.ts";
import { CommonExports } from "./common-exports.ts";

/** The names that a file exports, as far as its text shows. */
export interface ExportedNames {
  readonly names: ReadonlySet<string>;
  /** False where there may be more: exports that are computed, or handed to a function. */
  readonly complete: boolean;
  /** Specifiers whose names are exported as well: `export * from "…"`. */
  readonly stars: readonly string[];
}

export function exportedNames(program: Program, format: ModuleFormat): ExportedNames {
  return format === "module" ? namesOfModule(program) : { ...new CommonExports().read(program), stars: [] };
}

function namesOfModule({ body }: Program): ExportedNames {
  const names = new Set<string>();
  const stars: string[] = [];
  for (const node of body) {
    if (node.type === "ExportDefaultDeclaration") names.add("default");
    else if (node.type === "ExportAllDeclaration") {
      if (node.exported) names.add(nameOf(node.exported));
      else if (typeof node.source.value === "string") stars.push(node.source.value);
    } else if (node.type === "ExportNamedDeclaration") {
      for (const { exported } of node.specifiers) names.add(nameOf(exported));
      for (const name of declaredNames(node.declaration)) names.add(name);
    }
  }
  return { names, complete: true, stars };
}

function nameOf(node: AnyNode): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" ? String(node.value) : "";
}

function declaredNames(node: AnyNode | null | undefined): readonly string[] {
  if (node?.type === "VariableDeclaration") return node.declarations.flatMap(({ id }) => patternNames(id));
  return (node?.type === "FunctionDeclaration" || node?.type === "ClassDeclaration") && node.id ? [node.id.name] : [];
}

function patternNames(pattern: Pattern | null): readonly string[] {
  if (pattern === null || pattern.type === "MemberExpression") return [];
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type === "AssignmentPattern") return patternNames(pattern.left);
  if (pattern.type === "RestElement") return patternNames(pattern.argument);
  if (pattern.type === "ArrayPattern") return pattern.elements.flatMap((each) => patternNames(each));
  return pattern.properties.flatMap((each) => patternNames(each.type === "Property" ? each.value : each.argument));
}
