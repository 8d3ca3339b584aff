import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findJsonFault, placeAt } from "../../src/manifest/find-json-fault.ts";

describe("findJsonFault", () => {
  test.each([
    ["", 1, 1, "it ends unexpectedly"],
    ['{\n  "name": "database",\n  "version": ', 3, 14, "it ends unexpectedly"],
    ['{\n  "name": "database",\n}', 3, 1, 'there is a comma before "}"'],
    ['["packages/*", ]', 1, 16, 'there is a comma before "]"'],
    ["{ name: 1 }", 1, 3, 'unexpected "n"'],
    ["{'name': 1}", 1, 2, 'unexpected "\'"'],
    ['{"a": 01}', 1, 7, 'unexpected "0"'],
    ['{"a": 1} {', 1, 10, 'unexpected "{"'],
    ['{"a" 1}', 1, 6, 'unexpected "1"'],
    ['{"a": 1 "b": 2}', 1, 9, 'unexpected "\\""'],
    ['{"a": "🦙" 🦙}', 1, 12, 'unexpected "🦙"'],
    ['{\n<<<<<<< HEAD\n  "a": 1\n=======\n>>>>>>> main\n}', 2, 1, "it contains a merge conflict"],
  ])("tells place and reason of %j", (...[text, line, column, reason]) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(findJsonFault(text)).toEqual({ line, column, reason });
  });

  test("does not overflow the stack however deep the brackets are", () => {
    const depth = 200_000;
    expect(findJsonFault("[".repeat(depth))).toEqual({ line: 1, column: depth + 1, reason: "it ends unexpectedly" });
  });

  test("never reports a place behind the one where V8 gives up", () => {
    const edited = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", "{", ":", '"', "x", "\n", "0", "\\"))
      .map(([text, at, inserted]) => {
        const index = at % (text.length + 1);
        return text.slice(0, index) + inserted + text.slice(index + (inserted === "" ? 1 : 0));
      });
    let compared = 0;
    fc.assert(
      fc.property(edited, (text) => {
        const position = positionOfV8(text);
        if (position === undefined) return;
        compared += 1;
        const { line, column } = findJsonFault(text);
        const v8 = placeAt(text, position);
        expect(line < v8.line || (line === v8.line && column <= v8.column)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

/** Where `JSON.parse` says that the text is wrong; undefined where it is right, or the message does not tell. */
function positionOfV8(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const position = /at position (\d+)/u.exec(String(error))?.[1];
    return position === undefined ? undefined : Number(position);
  }
}
