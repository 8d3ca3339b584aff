import { expect, test } from "vitest";
import { functionName } from "../../src/server/function-name.ts";

test.each([
  ["robot", "robot"],
  ["robot:prod", "robot"],
  ["robot:$LATEST", "robot"],
  ["123456789012:function:robot", "robot"],
  ["123456789012:robot", "robot"],
  ["function:robot", "robot"],
  ["function", "function"],
  ["arn:aws:lambda:us-east-1:123456789012:function:robot", "robot"],
  ["arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:robot:7", "robot"],
  ["arn:aws:lambda:us-east-1:123456789012:function:function:prod", "function"],
  ["robot-1.0.0_x", "robot-1.0.0_x"],
  ["a:b:c:d", "a:b:c:d"],
])("%s names %s", (given, name) => {
  expect(functionName(given)).toBe(name);
});
