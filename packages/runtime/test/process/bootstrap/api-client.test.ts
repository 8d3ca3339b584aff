import { expect, test } from "vitest";
import { openTestFunction } from "../../open-test-function.ts";

/** As tracers and mocks of HTTP do it. */
const replacing = `
const http = require("node:http");
const seen = [];
const { request } = http;
http.request = (...words) => {
  seen.push(words[0].path);
  return request(...words);
};
exports.handler = async () => seen;
`;

test.each(["nodejs22.x", "nodejs24.x"])(
  "code that replaces http.request sees nothing of the runtime's own requests, under %s",
  async (runtime) => {
    const robot = await openTestFunction(replacing, { runtime });
    expect(await robot.ask()).toMatchObject({ payload: [] });
    expect(await robot.ask()).toMatchObject({ payload: [] });
  },
);
