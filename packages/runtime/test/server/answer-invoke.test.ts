import { LambdaServiceException } from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { serveRobot } from "../serve-test-functions.ts";

test("a client of AWS gets what the handler gives, once", async () => {
  const { invoke, invoked } = await serveRobot(
    "exports.handler = async (event) => ({ greeting: `hello ${event.name}` });",
  );
  const answer = await invoke({ event: { name: "Ada" } });
  expect(answer).toMatchObject({
    StatusCode: 200,
    ExecutedVersion: "$LATEST",
    payload: { greeting: "hello Ada" },
    $metadata: { attempts: 1, requestId: invoked[0]?.requestId },
  });
  expect(answer).not.toHaveProperty("FunctionError");
  expect(answer.LogResult).toBeUndefined();
});

test("a handler that fails is an answer, and no reason to try again", async () => {
  const { invoke, invoked } = await serveRobot(
    "exports.handler = async () => { throw new TypeError('short circuit'); };",
  );
  expect(await invoke()).toMatchObject({
    StatusCode: 200,
    FunctionError: "Unhandled",
    payload: { errorType: "TypeError", errorMessage: "short circuit", trace: expect.any(Array) },
    $metadata: { attempts: 1 },
  });
  expect(invoked).toHaveLength(1);
});

test("an invoke without an event gets {}", async () => {
  const { invoke } = await serveRobot("exports.handler = async (event) => [event];");
  expect(await invoke({ event: undefined })).toMatchObject({ payload: [{}] });
});

test("an Event is accepted at once and handled afterwards, without a client's context", async () => {
  const { invoke, invoked, robot } = await serveRobot(
    `exports.handler = async ({ name }, { clientContext }) => {
       await new Promise((resolve) => setTimeout(resolve, 200));
       console.log(name, clientContext);
       return "unheard";
     };`,
  );
  const ClientContext = Buffer.from('{"custom":1}').toString("base64");
  const answer = await invoke({ InvocationType: "Event", event: { name: "Ada" }, ClientContext });
  expect(answer).toMatchObject({ StatusCode: 202, payload: undefined });
  expect(invoked).toHaveLength(0);
  await expect.poll(() => invoked.length, { timeout: 5000 }).toBe(1);
  expect(robot.log()).toContain("INFO\tAda undefined");
});

test("a DryRun runs nothing", async () => {
  const { invoke, robot } = await serveRobot("exports.handler = async () => 1;");
  expect(await invoke({ InvocationType: "DryRun" })).toMatchObject({ StatusCode: 204, payload: undefined });
  expect(robot.log()).toBe("");
});

test("the last 4 KB of the log of one invoke come where they are asked for", async () => {
  const { invoke } = await serveRobot(
    "exports.handler = async ({ times }) => { console.log('beep '.repeat(times)); };",
  );
  await invoke({ event: { times: 3 } });
  const short = await logOf(1);
  expect(short).toMatch(/^START RequestId: (\S+) Version: \$LATEST\n.*\tbeep \nEND RequestId: \1\nREPORT .*\n$/u);
  const long = await logOf(5000);
  expect(long).toHaveLength(4096);
  expect(long).toMatch(/^[be p]+\nEND .*\nREPORT .*\n$/u);

  async function logOf(times: number): Promise<string> {
    const { LogResult = "" } = await invoke({ event: { times }, LogType: "Tail" });
    return Buffer.from(LogResult, "base64").toString();
  }
});

test.each([
  ["as it is", '{"custom":{"color":"red"}}'],
  ["over several lines, in any language", '{\n  "custom": { "color": "rouge €𝄞" }\n}'],
])("the client's context reaches the handler, %s", async (_how, text) => {
  const { invoke } = await serveRobot("exports.handler = async (event, { clientContext }) => clientContext;");
  const answer = await invoke({ ClientContext: Buffer.from(text).toString("base64") });
  expect(answer.payload).toEqual(JSON.parse(text));
});

const invalid = { status: 400, type: "InvalidRequestContentException" };

test.each([
  {
    what: "another name",
    name: "toaster",
    refusal: {
      status: 404,
      type: "ResourceNotFoundException",
      message: "Function not found: toaster. Served here: robot.",
    },
  },
  { what: "an event that is no JSON", call: { Payload: "beep" }, refusal: { ...invalid, message: "Could not parse" } },
  {
    what: "a context that is no JSON",
    call: { ClientContext: "YmVlcA==" },
    refusal: { ...invalid, message: "context" },
  },
  {
    what: "an unknown type",
    call: { InvocationType: "Whim" as "Event" },
    refusal: { status: 400, type: "InvalidParameterValueException", message: "Whim" },
  },
])("$what is refused as Lambda refuses it, and never tried again", async ({ call, name, refusal }) => {
  const { invoke, robot } = await serveRobot("exports.handler = async () => 1;");
  const error: unknown = await invoke(call, name).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LambdaServiceException);
  expect(error).toMatchObject({
    name: refusal.type,
    message: expect.stringContaining(refusal.message),
    $fault: "client",
    $metadata: { httpStatusCode: refusal.status, attempts: 1 },
  });
  expect(robot.log()).toBe("");
});

/** A string as long as that in JSON. */
function ofBytes(bytes: number) {
  return { Payload: `"${"x".repeat(bytes - 2)}"` };
}

test("an event may have 6 MiB, and not one byte more; 1 MiB where nobody waits", async () => {
  const { invoke, invoked } = await serveRobot("exports.handler = async (event) => event.length;");
  expect((await invoke(ofBytes(6 << 20))).payload).toBe((6 << 20) - 2);
  await expect(invoke(ofBytes((6 << 20) + 1))).rejects.toMatchObject({
    name: "RequestTooLargeException",
    $metadata: { httpStatusCode: 413, attempts: 1 },
  });
  await expect(invoke({ ...ofBytes((1 << 20) + 1), InvocationType: "Event" })).rejects.toMatchObject({
    name: "RequestTooLargeException",
  });
  expect(invoked).toHaveLength(1);
});

test("a name may be an ARN, or have a qualifier", async () => {
  const { invoke } = await serveRobot("exports.handler = async () => 'here';");
  expect((await invoke({}, "arn:aws:lambda:eu-central-1:210987654321:function:robot:prod")).payload).toBe("here");
  expect((await invoke({ Qualifier: "7" }, "210987654321:function:robot")).payload).toBe("here");
});
