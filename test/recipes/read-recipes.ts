import { readFile } from "node:fs/promises";
import path from "node:path";

/** One fenced block that a test acts on. Its first word is the language, the second says what is done with it. */
export type RecipeStep =
  /** ` ```bash file=scripts/deploy.sh `: a whole file. */
  | { readonly kind: "file"; readonly file: string; readonly content: string }
  /** ` ```json merge=package.json `: what the reader adds to a file that exists. */
  | { readonly kind: "merge"; readonly file: string; readonly content: string }
  /** ` ```sh test `: commands for the root of the monorepo. */
  | { readonly kind: "run"; readonly content: string };

/** The steps of each section of docs/recipes.md that has commands to run, by heading, in the order of the text. */
export async function readRecipes(): Promise<ReadonlyMap<string, readonly RecipeStep[]>> {
  const text = await readFile(path.join(import.meta.dirname, "..", "..", "docs", "recipes.md"), "utf8");
  const sections = text.split(/^## /mu).slice(1);
  const recipes = sections.map((section) => [section.split("\n", 1)[0] ?? "", parseSteps(section)] as const);
  return new Map(recipes.filter(([, steps]) => steps.some(({ kind }) => kind === "run")));
}

function parseSteps(section: string): readonly RecipeStep[] {
  const blocks = section.matchAll(/^```\w+ (?<mark>\S+)\n(?<content>[\s\S]*?)^```$/gmu);
  return [...blocks].map(({ groups }) => parseStep(groups?.["mark"] ?? "", groups?.["content"] ?? ""));
}

function parseStep(mark: string, content: string): RecipeStep {
  const [kind, file] = mark.split("=");
  if (kind === "test" && file === undefined) return { kind: "run", content };
  if ((kind === "file" || kind === "merge") && file !== undefined) return { kind, file, content };
  throw new Error(`docs/recipes.md has a block with the unknown mark ${mark}.`);
}
