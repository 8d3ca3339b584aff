import { readFile } from "node:fs/promises";
import { parseSync, Visitor } from "oxc-parser";

/** What the import rules ask about one source file. */
export interface SourceModule {
  /** From the root of the repository, with forward slashes. */
  readonly file: string;
  /** Every import with its line: of values and types, static and dynamic, and what an export takes from elsewhere. */
  readonly imports: readonly Mention[];
  /** Names that stand for something outside of the file: `process`, `Date.now`, `new Date()`, `.localeCompare`. */
  readonly mentions: readonly Mention[];
  /** Lines with a default export. */
  readonly defaultExports: readonly number[];
  /** Lines where values of `node:fs` or `node:fs/promises` are imported, not only types. */
  readonly diskImports: readonly number[];
}

export interface Mention {
  readonly name: string;
  readonly line: number;
}

/** Reads one file; a file that cannot be parsed is an error. */
export async function readModule(root: string, file: string): Promise<SourceModule> {
  return parseModule(file, await readFile(`${root}/${file}`, "utf8"));
}

export function parseModule(file: string, source: string): SourceModule {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file} cannot be parsed: ${error.message}`);

  const lineOf = (offset: number) => source.slice(0, offset).split("\n").length;
  const imports: Mention[] = [];
  const mentions: Mention[] = [];
  const defaultExports: number[] = [];
  const diskImports: number[] = [];
  visitNames(program, {
    addImport: (name, offset) => void imports.push({ name, line: lineOf(offset) }),
    addMention: (name, offset) => void mentions.push({ name, line: lineOf(offset) }),
    addDefault: (offset) => void defaultExports.push(lineOf(offset)),
    addDisk: (offset) => void diskImports.push(lineOf(offset)),
  });
  return { file, imports, mentions, defaultExports, diskImports };
}

interface NameSink {
  readonly addImport: (name: string, offset: number) => void;
  readonly addMention: (name: string, offset: number) => void;
  readonly addDefault: (offset: number) => void;
  readonly addDisk: (offset: number) => void;
}

const diskModules = new Set(["node:fs", "node:fs/promises"]);

type Program = ReturnType<typeof parseSync>["program"];

/** Names of properties are no mentions of what they are named after: only what stands alone, or after its owner. */
function visitNames(program: Program, { addImport, addMention, addDefault, addDisk }: NameSink): void {
  const properties = new Set<number>();
  const identifiers: { readonly name: string; readonly start: number }[] = [];

  new Visitor({
    ImportDeclaration: ({ source, specifiers, importKind, start }) => {
      addImport(source.value, start);
      const isOfTypes =
        importKind === "type" ||
        (specifiers.length > 0 && specifiers.every((each) => "importKind" in each && each.importKind === "type"));
      if (diskModules.has(source.value) && !isOfTypes) addDisk(start);
    },
    ExportAllDeclaration: ({ source, start }) => addImport(source.value, start),
    ExportNamedDeclaration: ({ source, specifiers, start }) => {
      if (source !== null) addImport(source.value, start);
      if (specifiers.some(({ exported }) => "name" in exported && exported.name === "default")) addDefault(start);
    },
    ExportDefaultDeclaration: ({ start }) => addDefault(start),
    ImportExpression: ({ source, start }) => {
      if (source.type === "Literal" && typeof source.value === "string") addImport(source.value, start);
    },
    TSImportType: ({ source, start }) => addImport(source.value, start),
    MemberExpression: ({ object, property, computed, start }) => {
      if (computed || property.type !== "Identifier") return;
      properties.add(property.start);
      addMention(`.${property.name}`, start);
      if (object.type === "Identifier") addMention(`${object.name}.${property.name}`, start);
    },
    NewExpression: ({ callee, arguments: args, start }) => {
      if (callee.type === "Identifier" && args.length === 0) addMention(`new ${callee.name}()`, start);
    },
    CallExpression: ({ callee, arguments: [argument], start }) => {
      if (callee.type !== "Identifier") return;
      addMention(`${callee.name}()`, start);
      if (callee.name === "require" && argument?.type === "Literal") addImport(String(argument.value), start);
    },
    Property: ({ key, shorthand }) => void (shorthand || properties.add(key.start)),
    PropertyDefinition: ({ key }) => void properties.add(key.start),
    MethodDefinition: ({ key }) => void properties.add(key.start),
    TSPropertySignature: ({ key }) => void properties.add(key.start),
    TSMethodSignature: ({ key }) => void properties.add(key.start),
    Identifier: ({ name, start }) => void identifiers.push({ name, start }),
  }).visit(program);

  for (const { name, start } of identifiers) if (!properties.has(start)) addMention(name, start);
}
