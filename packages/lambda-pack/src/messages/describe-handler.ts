import type { Finding } from "@lambda-pack/model";
import type { Description } from "./description.ts";
import { listOf } from "./list-of.ts";

type HandlerKind =
  | "handler-malformed"
  | "handler-missing"
  | "handler-not-exported"
  | "handler-provided"
  | "handler-script"
  | "nothing-checked";
type Of<Kind> = Extract<Finding, { readonly kind: Kind }>;
type Texts = { readonly [Kind in HandlerKind]: (finding: Of<Kind>) => Description };

/** The texts of findings about the handler. */
export const handlerTexts: Texts = {
  "handler-malformed": ({ package: id, handler, reason }) => ({
    message: `Lambda does not accept ${handler} as the handler of ${id}: ${reason}.`,
    hint: "Write the path of the file without its extension, a dot, and the name of the export: index.handler.",
  }),
  "handler-missing": (finding) => ({
    message: `${missingText(finding)}: it looks for ${listOf(finding.tried, "or")}.`,
    hint: missingHint(finding),
  }),
  "handler-not-exported": ({ package: id, handler, path, exports }) => ({
    message: `${path} of ${id} does not export ${exportOf(handler)}, which the handler ${handler} names; ${exportsText(exports)}.`,
    hint:
      exports[0] === undefined
        ? "Export the function under that name."
        : `Export the function under that name, or set the handler to ${moduleOf(handler)}.${exports[0]} if that is the function.`,
  }),
  "handler-provided": (finding) => ({ message: providedText(finding), hint: providedHint(finding) }),
  "handler-script": (finding) => ({
    message: `${finding.path} of ${finding.package}, the program that a wrapper starts for the handler ${finding.handler}, ${scriptFaults[finding.reason](finding)}.`,
    hint: scriptHints[finding.reason](finding),
  }),
  "nothing-checked": ({ package: id, main }) => ({
    message: `${id} has no main file ${main} and no handler is set, so that nothing is known to be loaded, and little was checked.`,
    hint: "Set the handler of the function with --handler; build the package first if its file is an output.",
  }),
};

type Provided = Of<"handler-provided">;

function providedText({ package: id, handler, by, product }: Provided): string {
  const whose = product === undefined ? "" : ` of ${product}`;
  const texts = {
    layer: `The handler ${handler} of ${id} is in a layer${whose}, which is not checked.`,
    bundle: `The handler ${handler} of ${id} is a wrapper${whose} that calls the function's own handler.`,
    wrapper: `The handler ${handler} of ${id} is a program that a wrapper starts, not a function.`,
  };
  return texts[by];
}

function providedHint({ by, product, variable }: Provided): string {
  const own = `the function's own handler${variable === undefined ? "" : `, which ${variable} names,`}`;
  const texts = {
    layer: `Add the layer${product === undefined ? "" : ` of ${product}`} to the function, and check ${own} with --handler.`,
    bundle: `Check ${own} with --handler as well.`,
    wrapper:
      "Let AWS_LAMBDA_EXEC_WRAPPER name the wrapper, which a layer has: /opt/bootstrap is that of the Lambda Web Adapter.",
  };
  return texts[by];
}

type Script = Of<"handler-script">;
type ScriptTexts = Readonly<Record<Script["reason"], (finding: Script) => string>>;

const scriptFaults: ScriptTexts = {
  missing: () => "does not exist",
  "not-packed": () => "exists in the package, but is not packed",
  mode: ({ mode = "644" }) => `has the mode ${mode} and cannot be executed`,
  "line-ends": () => "has the line ends of Windows (CRLF), with which Linux does not find what runs it",
  "first-line": () => "does not begin with #!, so that Linux does not know what runs it",
};

const scriptHints: ScriptTexts = {
  missing: () => "Correct the handler, or add the program to the package.",
  "not-packed": ({ handler }) =>
    `Add ${handler} to files in package.json, and check that --exclude does not leave it out.`,
  mode: ({ handler }) =>
    `Set the mode 755 (chmod +x ${handler}; git update-index --chmod=+x ${handler}), and pack again.`,
  "line-ends": () => "Save it with LF alone, and let .gitattributes keep it so: *.sh text eol=lf.",
  "first-line": () => "Let its first line be #!/bin/bash, or name another program that runs it.",
};

type MissingHandler = Of<"handler-missing">;

function missingText({ package: id, handler, directory }: MissingHandler): string {
  return directory === undefined
    ? `Lambda finds no file for the handler ${handler} of ${id}`
    : `Lambda takes the folder ${directory} for the file of the handler ${handler} of ${id}`;
}

function missingHint({ handler, typescript, directory, folder, similar, absent }: MissingHandler): string {
  if (directory !== undefined)
    return "Rename the folder or the file: this runtime does not look further than the folder.";
  if (absent !== undefined)
    return `Add ${absent} to the dependencies in package.json; if a layer has it, let the handler begin with /opt/nodejs/node_modules/${absent}/.`;
  if (folder !== undefined) {
    return `The file is in ${folder}: zip the contents of that folder, not the folder itself, or set the handler to ${folder}/${handler}.`;
  }
  if (typescript !== undefined) return `Lambda does not load ${typescript}: compile it, and name the output.`;
  if (similar !== undefined) return similarHint(handler, similar);
  return "Correct the handler, or build the package and check that files in its package.json includes the file.";
}

function similarHint(handler: string, { path, packed }: NonNullable<MissingHandler["similar"]>): string {
  if (/\.(?:[cm]?tsx?|jsx)$/u.test(path)) return `Lambda does not load ${path}: compile it, and name the output.`;
  if (!packed) {
    return `${path} is not packed: add it to files in package.json, check that --exclude does not leave it out, and name it in the handler.`;
  }
  const meant = `${path.replace(/\.[cm]?js$/u, "")}.${exportOf(handler)}`;
  const isCase = meant.toLowerCase() === handler.toLowerCase();
  return `The bundle has ${path}${isCase ? " (file names are case-sensitive on Lambda)" : ""}: set the handler to ${meant}.`;
}

/** `lambda.handler` of `dist/index.lambda.handler`: all behind the first dot of the last segment. */
function exportOf(handler: string): string {
  return handler.slice(moduleOf(handler).length + 1);
}

function moduleOf(handler: string): string {
  return handler.slice(0, handler.indexOf(".", handler.lastIndexOf("/") + 1));
}

function exportsText(exports: readonly string[]): string {
  return exports.length === 0 ? "it exports nothing" : `it exports ${listOf(exports)}`;
}
