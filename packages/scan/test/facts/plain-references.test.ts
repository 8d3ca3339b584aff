import * as fc from "fast-check";
import { expect, test } from "vitest";
import { factsOf } from "../../src/facts/file-facts.ts";
import { plainReferences } from "../../src/facts/plain-references.ts";
import { findLoadingWords } from "../../src/openings/loading-words.ts";

function namesOf(text: string): readonly string[] | undefined {
  return plainReferences(text, findLoadingWords(text))?.map(({ specifier, line }) => `${specifier}:${line}`);
}

test.each<readonly [string, string, readonly string[]]>([
  ["no word", "exports.a = 1;", []],
  ["calls with literals", `const a = require("a");\nrequire ( './b' );`, ["a:1", "./b:2"]],
  [
    "what compilers write",
    `const a = __importDefault(require("a"));\nconst b = tslib_1.__importStar(require('b'));`,
    ["a:1", "b:2"],
  ],
  ["longer names", "const required = 1, isRequired = 2, requires = 3, important = 4, reimport = 5;", []],
  ["a sentence", "// We require that callers import nothing.\nexports.a = 1;", []],
  ["a type in a comment", "/** @param {Function} done */ exports.run = (done) => done();", []],
  ["escapes of other letters", String.raw`exports.e = "\u00e9\u3042";`, []],
  ["a method that is called register", "app.register(plugin);", []],
])("%s: the words tell all", (_, text, names) => {
  expect(namesOf(text)).toEqual(names);
});

test.each([
  ["a computed name", "require(name)"],
  ["a parameter of that name", "function f(require) { return require('a'); }"],
  ["a template", "require(`a`)"],
  ["a path that is taken", "require.resolve('a')"],
  ["a value", "load(require)"],
  ["another name for it", "const load = require;"],
  ["another name, in a line of its own", "const load = require\nload(name)"],
  ["a member", "module.require('a')"],
  ["a name in quotes", "module['require'](name)"],
  ["a concatenation", "require('a' + name)"],
  ["a second argument", "require('a', name)"],
  ["createRequire", "const own = nodeCreateRequire(url); own(name)"],
  ["import()", "import(name)"],
  ["import() with a comment before it", "import/* webpackIgnore: true */(name)"],
  ["import() that is spread", "run(...import(name))"],
  ["an ES module", "import a from 'a';"],
  ["import.meta", "import.meta.url"],
  ["a path", "read(__dirname)"],
  ["the file", "read(module.filename)"],
  ["eval", "(0, eval)(code)"],
  ["Function", "new Function('return import(x)')"],
  ["Function of another realm", "globalThis['Function'](code)"],
  ["a worker", "new Worker(file)"],
  ["native code", "process.dlopen(module, file)"],
  ["letters as escapes", String.raw`\u0072equire(name)`],
  ["letters as escapes of another form", String.raw`requir\u{65}(name)`],
  ["an operator", "'a' in require"],
  ["a comment, which may be an example", "// const a = require('a');\nexports.a = 1;"],
  ["a block comment", "/**\n * require('a')\n */"],
  ["an error of syntax", "const a = require('a'"],
])("%s: the parser has to tell", (_, text) => {
  expect(namesOf(text)).toBeUndefined();
});

const piece = fc.constantFrom(
  ..."require ( ) 'a' \"b\" . , ; \n `c` import from Function { } = x function( => // /* */ + eval __dirname resolve module".split(
    " ",
  ),
  "require('d')",
  "const y = require('./e');\n",
  " ",
);

test("what the parser finds, the words have found as well; and they pass over nothing that is put together", () => {
  let plain = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      (text) => {
        const references = plainReferences(text, findLoadingWords(text));
        if (references === undefined) return;
        plain += 1;
        const parsed = factsOf(text, "commonjs", "references");
        expect(parsed.fault).toBeUndefined();
        expect(references.map(({ specifier }) => specifier)).toEqual(
          expect.arrayContaining(parsed.references.map(({ specifier }) => specifier)),
        );
        expect(parsed.isOpen).toBeUndefined();
      },
    ),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(100);
});
