import { once } from "node:events";
import { Agent, request } from "node:http";
import type { OutgoingHttpHeaders } from "node:http";
import { connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import { PackError } from "@lambda-pack/model";
import { expect, onTestFinished, test } from "vitest";
import { openInvokeServer } from "../../src/server/open-invoke-server.ts";
import type { InvokeServerOptions } from "../../src/server/open-invoke-server.ts";
import { openTestFunction } from "../open-test-function.ts";
import { clientOf, serveRobot } from "../serve-test-functions.ts";
import { InvokeCommand } from "@aws-sdk/client-lambda";

const invocations = "/2015-03-31/functions/robot/invocations";

const missing = "ResourceNotFoundException";

interface Asking {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
}

async function ask(port: number, { path = invocations, method = "POST", headers = {} }: Asking = {}) {
  const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }).end();
  const [response] = await once(sent, "response");
  return { status: response.statusCode, type: response.headers["x-amzn-errortype"], body: await text(response) };
}

test("several functions are served, each by its name and with its own processes", async () => {
  const robot = await openTestFunction("exports.handler = async () => ['robot', process.pid];");
  const drone = await openTestFunction("exports.handler = async () => ['drone', process.pid];");
  const server = await openInvokeServer({
    ...silent,
    functions: new Map([
      ["robot", robot],
      ["drone", drone],
    ]),
  });
  onTestFinished(server.close);
  const client = clientOf(server.port);
  const answers = await Promise.all(
    ["robot", "drone", "robot"].map(async (FunctionName) => client.send(new InvokeCommand({ FunctionName }))),
  );
  const payloads = answers.map(({ Payload }): [string, number] => JSON.parse(Payload?.transformToString() ?? ""));
  expect(payloads.map(([name]) => name)).toEqual(["robot", "drone", "robot"]);
  // Invokes at the same time have processes of their own.
  expect(new Set(payloads.map(([, pid]) => pid)).size).toBe(3);
});

const silent: Omit<InvokeServerOptions, "functions"> = {
  port: 0,
  onInvoked: () => undefined,
  onFailed: () => undefined,
};

test("a hundred invokes at once are all answered, each with its own", { timeout: 60_000 }, async () => {
  const { invoke } = await serveRobot("exports.handler = async ({ number }) => number;", { timeout: 60, memory: 256 });
  const numbers = Array.from({ length: 100 }, (_, number) => number);
  const answers = await Promise.all(numbers.map(async (number) => invoke({ event: { number } })));
  expect(answers.map(({ payload }) => payload)).toEqual(numbers);
});

const foreignHosts = [
  "evil.example",
  "evil.example:9001",
  "127.0.0.1.evil.example",
  "localhost.evil.example:80",
  "localhost.",
];

test.each(foreignHosts)("who asks in the name of the host %j is refused", async (Host) => {
  const { port, robot } = await serveRobot("exports.handler = async () => 1;");
  expect(await ask(port, { headers: { Host } })).toMatchObject({ status: 403, type: "AccessDeniedException" });
  expect(robot.log()).toBe("");
});

test.each(["http://evil.example", "null", "http://localhost:3000"])("a page of %s is refused", async (Origin) => {
  const { port, robot } = await serveRobot("exports.handler = async () => 1;");
  for (const method of ["POST", "OPTIONS"]) {
    expect(await ask(port, { method, headers: { Origin } })).toMatchObject({ status: 403 });
  }
  expect(robot.log()).toBe("");
});

test("localhost is this machine", async () => {
  const { port } = await serveRobot("exports.handler = async () => 'here';");
  expect(await ask(port, { headers: { Host: `localhost:${port}` } })).toMatchObject({ status: 200, body: '"here"' });
});

test.each([
  { what: "another path", path: "/" },
  { what: "another operation", path: "/2015-03-31/functions/robot" },
  { what: "another method", method: "GET" },
  { what: "a path that is none", path: "//" },
  { what: "a name that is wrongly encoded", path: "/2015-03-31/functions/%E0%A4%A/invocations", type: missing },
  { what: "a name of JavaScript", path: "/2015-03-31/functions/__proto__/invocations", type: missing },
])("$what is not found", async ({ type = "UnknownOperationException", ...asking }) => {
  const { port } = await serveRobot("exports.handler = async () => 1;");
  const answer = await ask(port, asking);
  expect(answer).toMatchObject({ status: 404, type });
  expect(JSON.parse(answer.body)).toEqual({ Type: "User", Message: expect.any(String) });
});

const others = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === "IPv4")
  .map(({ address }) => address);

test("no other address of this machine leads there", async () => {
  const { port } = await serveRobot("exports.handler = async () => 1;");
  // All of 127.0.0.0/8 is this machine on Linux; elsewhere such addresses do not exist.
  for (const host of ["127.0.0.2", ...others]) {
    const socket = connect({ port, host, timeout: 1000 });
    const outcome = await new Promise((resolve) => {
      socket.on("connect", () => resolve("connected"));
      socket.on("error", () => resolve("refused"));
      socket.on("timeout", () => resolve("silence"));
    });
    socket.destroy();
    expect([host, outcome]).not.toEqual([host, "connected"]);
  }
});

test("a port that another program listens at is refused in one sentence", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(openInvokeServer({ ...silent, functions: new Map(), port })).rejects.toMatchObject({
    code: "PORT_UNUSABLE",
    message: `Port ${port} of 127.0.0.1 cannot be used: another program listens there.`,
  });
});

test("a server that is closed cuts off what is under way, and connections that are kept open", async () => {
  const { port, client, invoke, close, robot } = await serveRobot(
    "exports.handler = async ({ wait }) => { console.log('begun'); if (wait) await new Promise(() => setInterval(() => {}, 1000)); };",
  );
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const [response] = await once(request({ port, path: invocations, method: "POST", agent }).end(), "response");
  await text(response);
  const asked = invoke({ event: { wait: true } }).catch((error: unknown) => error);
  await expect.poll(() => robot.log().match(/begun/gu)?.length, { timeout: 5000 }).toBe(2);
  const begun = Date.now();
  await close();
  expect(Date.now() - begun).toBeLessThan(1000);
  client.destroy();
  expect(await asked).toBeInstanceOf(Error);
});

test("a client that goes away, while it sends or while it waits, hurts nobody", async () => {
  const { port, invoked, invoke, failed } = await serveRobot(
    "exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 300)); return 'here'; };",
  );
  const sending = connect(port, "127.0.0.1");
  sending.write(`POST ${invocations} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"half":`);
  await once(sending, "connect");
  sending.destroy();
  const waiting = connect(port, "127.0.0.1");
  waiting.write(`POST ${invocations} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}`);
  await once(waiting, "connect");
  setTimeout(() => waiting.destroy(), 50);
  await expect.poll(() => invoked.length, { timeout: 5000 }).toBe(1);
  expect((await invoke()).payload).toBe("here");
  expect(failed).toEqual([]);
});

test.each([
  [
    "for a reason that the user can mend is a conflict, and never tried again",
    new PackError("MANIFEST_INVALID", "package.json is no JSON.", { hint: "Mend it." }),
    { name: "ResourceConflictException", message: "package.json is no JSON. Mend it.", status: 409 },
  ],
  ["for a fault of ours", new Error("overheated"), { name: "ServiceException", message: "overheated", status: 500 }],
])("a function that cannot be invoked %s", async (_what, error, { name, message, status }) => {
  const failed: unknown[] = [];
  const robot = { invoke: async () => Promise.reject(error) };
  const server = await openInvokeServer({
    ...silent,
    functions: new Map([["robot", robot]]),
    onFailed: (...each) => failed.push(each),
  });
  onTestFinished(server.close);
  const answer = await ask(server.port);
  expect(answer).toMatchObject({ status, type: name, body: expect.stringContaining(message) });
  expect(failed).toEqual([["robot", error]]);
  expect(await ask(server.port, { headers: { "X-Amz-Invocation-Type": "Event" } })).toMatchObject({ status: 202 });
  await expect.poll(() => failed.length).toBe(2);
});
