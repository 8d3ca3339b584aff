import { request } from "node:http";
import type { ClientRequest, IncomingHttpHeaders } from "node:http";
import { setTimeout } from "node:timers/promises";
import { lambdaLimits } from "@lambda-pack/model";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRuntimeApi } from "../../src/api/runtime-api.ts";
import type { RuntimeAnswer, RuntimeApi, RuntimeInvoke } from "../../src/api/runtime-api.ts";

const flood: RuntimeInvoke = {
  requestId: "flood-1",
  event: Buffer.from('{"tide":"flood"}'),
  deadline: 1_700_000_000_000,
  functionArn: "arn:aws:lambda:us-east-1:123456789012:function:tide",
  traceId: "Root=1-5bef4de7",
};

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function openApi(): Promise<RuntimeApi> {
  const api = await openRuntimeApi();
  onTestFinished(() => api.close());
  return api;
}

/** A call that the test writes and ends itself. */
function open(api: RuntimeApi, what: string, headers: Readonly<Record<string, string>> = {}) {
  const [method, path] = what.split(" ");
  let outgoing: ClientRequest | undefined;
  const reply = new Promise<Reply>((resolve, reject) => {
    outgoing = request(`http://${api.address}${path}`, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on("error", reject);
  });
  if (outgoing === undefined) throw new Error("There is no request.");
  return { outgoing, reply };
}

async function call(api: RuntimeApi, what: string, body = ""): Promise<Reply> {
  const { outgoing, reply } = open(api, what);
  outgoing.end(body);
  return reply;
}

const next = "GET /2018-06-01/runtime/invocation/next";
const post = (id: string, what: string) => `POST /2018-06-01/runtime/invocation/${id}/${what}`;

/** The runtime has the invoke, and has not answered it. */
async function invoked(api: RuntimeApi): Promise<{ readonly answer: Promise<RuntimeAnswer> }> {
  const answer = api.invoke(flood);
  await call(api, next);
  return { answer };
}

test("a runtime gets the event, and what Lambda tells of the invoke in headers", async () => {
  const api = await openApi();
  const got = call(api, next);
  await api.idle();
  void api.invoke({ ...flood, clientContext: '{"client":{}}' });
  const { status, headers, body } = await got;
  expect({ status, body }).toEqual({ status: 200, body: '{"tide":"flood"}' });
  expect(headers).toMatchObject({
    "lambda-runtime-aws-request-id": "flood-1",
    "lambda-runtime-deadline-ms": "1700000000000",
    "lambda-runtime-invoked-function-arn": "arn:aws:lambda:us-east-1:123456789012:function:tide",
    "lambda-runtime-trace-id": "Root=1-5bef4de7",
    "lambda-runtime-client-context": '{"client":{}}',
  });
});

test("without a client context there is no header for it", async () => {
  const api = await openApi();
  void api.invoke(flood);
  expect((await call(api, next)).headers).not.toHaveProperty("lambda-runtime-client-context");
});

test("a response is accepted, and is the answer", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  expect(await call(api, post("flood-1", "response"), '"high"')).toMatchObject({
    status: 202,
    body: '{"status":"OK"}',
  });
  expect(await answer).toEqual({ kind: "response", body: Buffer.from('"high"') });
});

test("an error is accepted, and is the answer as it came", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  const payload = '{"errorType":"TideError","errorMessage":"ebb","trace":[]}';
  expect((await call(api, post("flood-1", "error"), payload)).status).toBe(202);
  expect(await answer).toEqual({ kind: "error", payload: Buffer.from(payload) });
});

test("an error of the init is told to whoever waits for the runtime to be ready", async () => {
  const api = await openApi();
  expect((await call(api, "POST /2018-06-01/runtime/init/error", '{"errorType":"TideError"}')).status).toBe(202);
  expect((await api.initialized)?.toString()).toBe('{"errorType":"TideError"}');
});

test("a runtime that asks for its first invoke is ready", async () => {
  const api = await openApi();
  expect(api.isIdle()).toBe(false);
  void call(api, next).catch(() => undefined);
  expect(await api.initialized).toBeUndefined();
  expect(api.isIdle()).toBe(true);
});

test("a runtime is idle again when it has answered and asks for more", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  expect(api.isIdle()).toBe(false);
  await call(api, post("flood-1", "response"), "1");
  await answer;
  expect(api.isIdle()).toBe(false);
  void call(api, next).catch(() => undefined);
  await api.idle();
  expect(api.isIdle()).toBe(true);
});

test("a runtime that asks for more before it has answered does not get the same invoke twice", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  let asked = false;
  const second = call(api, next).then((reply) => {
    asked = true;
    return reply;
  });
  await setTimeout(50);
  expect({ asked, idle: api.isIdle() }).toEqual({ asked: false, idle: false });
  await call(api, post("flood-1", "response"), "1");
  await answer;
  await api.idle();
  void api.invoke({ ...flood, requestId: "flood-2" });
  expect((await second).headers["lambda-runtime-aws-request-id"]).toBe("flood-2");
});

test("an answer to another invoke is refused", async () => {
  const api = await openApi();
  await invoked(api);
  const refused = { status: 400, body: '{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}' };
  expect(await call(api, post("ebb-1", "response"), "1")).toMatchObject(refused);
  expect(await call(api, post("ebb-1", "error"), "{}")).toMatchObject(refused);
});

test("a second answer to the same invoke is refused", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  await call(api, post("flood-1", "response"), "1");
  expect((await call(api, post("flood-1", "error"), "{}")).status).toBe(400);
  expect(await answer).toMatchObject({ kind: "response" });
});

test.each([
  "GET /2018-06-01/runtime/invocation/flood-1/response",
  "POST /2018-06-01/runtime/invocation/next",
  "POST /2018-06-01/runtime/exit/error",
  "GET /",
])("%s is not known", async (what) => {
  const api = await openApi();
  expect((await call(api, what)).status).toBe(404);
});

test("an unknown response mode is refused", async () => {
  const api = await openApi();
  await invoked(api);
  const rising = { "Lambda-Runtime-Function-Response-Mode": "rising" };
  const { outgoing, reply } = open(api, post("flood-1", "response"), rising);
  outgoing.end("1");
  expect(await reply).toMatchObject({
    status: 400,
    body: '{"errorType":"InvalidFunctionResponseMode","errorMessage":"Unknown response mode rising"}',
  });
});

test("a response of the most bytes is taken", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  expect((await call(api, post("flood-1", "response"), "x".repeat(lambdaLimits.response))).status).toBe(202);
  expect(await answer).toMatchObject({ kind: "response", body: { length: 6_291_556 } });
});

test("a response of a byte more is refused, and fails the invoke", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  const refused = await call(api, post("flood-1", "response"), "x".repeat(lambdaLimits.response + 1));
  expect(refused).toMatchObject({
    status: 413,
    body: '{"errorType":"RequestEntityTooLarge","errorMessage":"Exceeded maximum allowed payload size (6291556 bytes)."}',
  });
  const given = await answer;
  expect(given.kind === "error" && JSON.parse(given.payload.toString())).toEqual({
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
  });
});

const streaming = {
  "Lambda-Runtime-Function-Response-Mode": "streaming",
  "Content-Type": "text/plain",
  Trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
};

test("a streamed response is the answer before it has ended", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  const { outgoing, reply } = open(api, post("flood-1", "response"), streaming);
  outgoing.write("spring ");
  const given = await answer;
  outgoing.end("tide");
  expect(await streamed(given)).toEqual({ contentType: "text/plain", text: "spring tide", error: undefined });
  expect((await reply).status).toBe(202);
});

test("the trailers of a streamed response tell why it was broken off", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  const { outgoing } = open(api, post("flood-1", "response"), streaming);
  outgoing.write("half");
  const error = { errorType: "TideError", errorMessage: "ebb" };
  outgoing.addTrailers({
    "Lambda-Runtime-Function-Error-Type": "TideError",
    "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(error)).toString("base64"),
  });
  outgoing.end();
  expect(await streamed(await answer)).toEqual({ contentType: "text/plain", text: "half", error });
});

test("a streamed response whose connection is lost ends with an error, not as if it were whole", async () => {
  const api = await openApi();
  const { answer } = await invoked(api);
  const { outgoing, reply } = open(api, post("flood-1", "response"), streaming);
  outgoing.write("half");
  const given = await answer;
  reply.catch(() => undefined);
  outgoing.destroy();
  await expect(streamed(given)).rejects.toThrow("aborted");
});

async function streamed(answer: RuntimeAnswer) {
  if (answer.kind !== "stream") throw new Error(`The answer is no stream but ${answer.kind}.`);
  let text = "";
  for await (const chunk of answer.body) text += chunk.toString();
  return { contentType: answer.contentType, text, error: answer.error() };
}

function portOf({ address }: RuntimeApi): string {
  return address.slice(0, address.indexOf("/"));
}

describe("who does not know the secret of the path, or is a web page,", () => {
  test.each([
    ["another program", (api: RuntimeApi) => portOf(api), {}],
    ["one that guesses", (api: RuntimeApi) => `${portOf(api)}/00000000-0000-4000-8000-000000000000`, {}],
    ["one that leads back", (api: RuntimeApi) => `${portOf(api)}/x/..`, {}],
    ["a page", (api: RuntimeApi) => api.address, { origin: "http://localhost:3000" }],
    ["a page in a frame", (api: RuntimeApi) => api.address, { origin: "null" }],
    ["a name that leads here", (api: RuntimeApi) => api.address, { host: "rebound.example:80" }],
  ])("as %s, gets no event and answers none", async (_, addressOf, headers) => {
    const api = await openApi();
    const foreign = { ...api, address: addressOf(api) };
    const { answer } = await invoked(api);
    for (const what of [
      next,
      post("flood-1", "response"),
      post("flood-1", "error"),
      "POST /2018-06-01/runtime/init/error",
    ]) {
      const { outgoing, reply } = open(foreign, what, headers);
      outgoing.end('"forged"');
      expect((await reply).status).toBe(403);
    }
    await call(api, post("flood-1", "response"), '"own"');
    expect(await answer).toEqual({ kind: "response", body: Buffer.from('"own"') });
  });

  test("each process has another one", async () => {
    const [one, other] = [await openApi(), await openApi()];
    expect(one.address).toMatch(/^127\.0\.0\.1:\d+\/[\da-f-]{36}$/u);
    expect(one.address.split("/")[1]).not.toBe(other.address.split("/")[1]);
  });
});

test.each([
  ["no base64 of JSON", "%%%", { errorType: "Unhandled", errorMessage: "" }],
  ["a text", Buffer.from("oops").toString("base64"), { errorType: "Unhandled", errorMessage: "oops" }],
  ["a list", Buffer.from("[1]").toString("base64"), { errorType: "Unhandled", errorMessage: "[1]" }],
  ["null", Buffer.from("null").toString("base64"), { errorType: "Unhandled", errorMessage: "null" }],
  [
    "fields of other types",
    Buffer.from('{"errorType":1,"errorMessage":[],"trace":{}}').toString("base64"),
    { errorType: "Unhandled", errorMessage: "", trace: [] },
  ],
])("the error behind a stream that is %s is an error of the function", async (_, trailer, error) => {
  const api = await openApi();
  const { answer } = await invoked(api);
  const { outgoing } = open(api, post("flood-1", "response"), {
    "lambda-runtime-function-response-mode": "streaming",
    trailer: "Lambda-Runtime-Function-Error-Body",
    "transfer-encoding": "chunked",
  });
  outgoing.write("a");
  outgoing.addTrailers({ "Lambda-Runtime-Function-Error-Body": trailer });
  outgoing.end();
  const given = await answer;
  if (given.kind !== "stream") throw new Error("It is no stream.");
  for await (const chunk of given.body) expect(chunk.toString()).toBe("a");
  expect(given.error()).toEqual(error);
});
