import { expect, test } from "vitest";
import { parseHandler } from "../../src/lambda/parse-handler.ts";

test.each([
  ["index.handler", "index", ["handler"]],
  ["./index.handler", "./index", ["handler"]],
  ["src/fn.handler", "src/fn", ["handler"]],
  ["dist/main.a.b.c", "dist/main", ["a", "b", "c"]],
  // The last segment is cut at its first dot: a name with a dot is an export path.
  ["index.js.handler", "index", ["js", "handler"]],
  ["some.dir/index.handler", "some.dir/index", ["handler"]],
  ["/var/task/src/fn.handler", "src/fn", ["handler"]],
])("%s is the module %s", (handler, module, names) => {
  expect(parseHandler(handler)).toEqual({ kind: "handler", module, names });
});

test.each([
  "index",
  "../index.handler",
  "a..b",
  "index.",
  ".handler",
  "src/.handler",
  "src/index",
  "index handler.x",
  "",
  `${"a".repeat(128)}.b`,
])("%s is malformed", (handler) => {
  expect(parseHandler(handler)).toMatchObject({ kind: "malformed", reason: expect.stringMatching(/^it must/u) });
});

test("what lies outside of the bundle is not judged", () => {
  expect(parseHandler("/opt/nodejs/node_modules/tracer/handler.handler")).toEqual({
    kind: "outside",
    module: "/opt/nodejs/node_modules/tracer/handler",
  });
});
