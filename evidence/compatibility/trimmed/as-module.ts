/**
 * The handler of a plain stall as an ES module that does the same: what it requires, it imports. Of what a package exports, the default
 * counts where it has one, as `require` gives it.
 */
export function asModule(text: string): string {
  let count = 0;
  return text
    .replace(
      /^const (?<names>\w+|\{[^}]*\}) = require\((?<specifier>"[^"]+")\);$/gmu,
      (_, names: string, specifier: string) => {
        count += 1;
        const all = `imported${count}`;
        const value = names.startsWith("{") ? `{ ...${all}.default, ...${all} }` : `${all}.default ?? ${all}`;
        return `import * as ${all} from ${withEnding(specifier)};\nconst ${names} = ${value};`;
      },
    )
    .replace(/^require\((?<specifier>"[^"]+")\);$/gmu, "import $<specifier>;")
    .replace(/\brequire\((?<specifier>"[^"]+")\)/gu, "(await import($<specifier>))")
    .replaceAll("__dirname", "import.meta.dirname")
    .replace(/^exports\.handler = /gmu, "export const handler = ");
}

/** `import` adds no ending to a file of a package that has no `exports`. */
function withEnding(specifier: string): string {
  return specifier.replace(/^"(?<file>ajv\/dist\/2020|pdfmake\/fonts\/Roboto)"$/u, '"$<file>.js"');
}
