import { expect, test } from "vitest";
import { headerJson } from "../../src/api/header-json.ts";

test("JSON of several lines and any language becomes one line of ASCII of the same meaning", () => {
  const text = '{\n\t"color": "rouge €𝄞\\n\u007f"\n}';
  const line = headerJson(text);
  expect(line).toBe('{"color":"rouge \\u20ac\\ud834\\udd1e\\n\\u007f"}');
  expect(JSON.parse(line)).toEqual(JSON.parse(text));
});

test("JSON that is nested deeper than a stack bears becomes one line as well", () => {
  const text = `${"[\n".repeat(50_000)}${"]".repeat(50_000)}`;
  expect(headerJson(text)).toBe(`${"[ ".repeat(50_000)}${"]".repeat(50_000)}`);
});
