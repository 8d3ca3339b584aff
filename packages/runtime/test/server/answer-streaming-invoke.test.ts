import { request } from "node:http";
import { expect, test } from "vitest";
import { serveRobot } from "../serve-test-functions.ts";

const streaming = (body: string) =>
  `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
     const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
     ${body}
   });`;

test("a response that streams comes in pieces, as they are written", async () => {
  const { stream, invoked } = await serveRobot(
    streaming(`for (const word of event.words) { stream.write(word); await pause(); } stream.end();`),
  );
  expect(await stream({ words: ["beep", "boop", "€𝄞"] })).toEqual({ chunks: ["beep", "boop", "€𝄞"], end: {} });
  expect(invoked).toMatchObject([{ functionError: undefined }]);
});

test("a response that does not stream comes as one piece", async () => {
  const { stream } = await serveRobot("exports.handler = async () => ({ beep: true });");
  expect(await stream()).toEqual({ chunks: ['{"beep":true}'], end: {} });
});

test("the log comes with the end where it is asked for", async () => {
  const { stream } = await serveRobot("exports.handler = async () => void console.log('beep');");
  const { end } = await stream({}, "Tail");
  expect(end).toEqual({ LogResult: expect.any(String) });
});

test("an error before the first piece is told at the end", async () => {
  const { stream } = await serveRobot("exports.handler = async () => { throw new TypeError('short circuit'); };");
  expect(await stream()).toEqual({
    chunks: [],
    end: { ErrorCode: "TypeError", ErrorDetails: expect.stringContaining("short circuit") },
  });
});

test.each([
  ["throws", "throw new RangeError('too far');", "RangeError"],
  ["ends", "process.exit(3);", "Runtime.ExitError"],
  ["takes too long", "await new Promise(() => setInterval(() => {}, 1000));", "Sandbox.Timedout"],
])("when a handler %s in the middle, what was written comes, and then why", async (_what, act, type) => {
  const { stream, invoked } = await serveRobot(streaming(`stream.write("begun"); await pause(); ${act}`), {
    timeout: 1,
  });
  expect(await stream()).toEqual({ chunks: ["begun"], end: { ErrorCode: type, ErrorDetails: expect.any(String) } });
  expect(invoked).toMatchObject([{ functionError: "Unhandled" }]);
});

test("megabytes are streamed whole", async () => {
  const { stream } = await serveRobot(
    streaming(`for (let part = 0; part < 80; part++) stream.write("x".repeat(1 << 18)); stream.end();`),
  );
  const { chunks, end } = await stream();
  expect([chunks.join("").length, end]).toEqual([80 << 18, {}]);
});

test("a handler works on when its client has gone in the middle", async () => {
  const { port, invoked, stream } = await serveRobot(
    streaming(
      `for (let part = 0; part < 40; part++) stream.write("x".repeat(1 << 18)); stream.end(); console.log("done");`,
    ),
  );
  const path = "/2021-11-15/functions/robot/response-streaming-invocations";
  const asked = request({ port, path, method: "POST" }).end("{}");
  asked.on("error", () => undefined);
  asked.on("response", (response) => response.once("data", () => asked.destroy()));
  await expect.poll(() => invoked.length, { timeout: 9000 }).toBe(1);
  expect(invoked).toMatchObject([{ functionError: undefined }]);
  expect(invoked[0]?.log.toString()).toContain("done");
  expect((await stream()).chunks.join("")).toHaveLength(40 << 18);
});

test("an event that is too large is refused", async () => {
  const { stream } = await serveRobot("exports.handler = async () => 1;");
  await expect(stream("x".repeat(6 << 20))).rejects.toMatchObject({ name: "RequestTooLargeException" });
});
