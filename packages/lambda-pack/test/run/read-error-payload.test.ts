import { expect, test } from "vitest";
import { readErrorPayload } from "../../src/run/read-error-payload.ts";

test.each([
  ['{"errorType":"TypeError","errorMessage":"no stamps"}', { errorType: "TypeError", errorMessage: "no stamps" }],
  [
    '{"errorType":"TypeError","errorMessage":"no stamps","trace":["TypeError: no stamps",2]}',
    { errorType: "TypeError", errorMessage: "no stamps", trace: ["TypeError: no stamps"] },
  ],
  ['{"errorType":3,"errorMessage":{}}', { errorType: "Error", errorMessage: "" }],
  ["null", { errorType: "Error", errorMessage: "" }],
  ["not JSON", { errorType: "Error", errorMessage: "" }],
])("%s is understood, whatever a function sends", (payload, expected) => {
  expect(readErrorPayload(Buffer.from(payload))).toEqual(expected);
});
