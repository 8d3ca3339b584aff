import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

/** Serves until `end` is called, which gives the exit code; asks for a port that is free. */
async function serve(cwd: string, ...words: readonly string[]) {
  const interruption = new AbortController();
  const io = fakeIo({ cwd, signal: interruption.signal });
  const ended = main(["serve", "--memory", "256", ...(words.includes("--port") ? [] : ["--port", "0"]), ...words], io);
  const end = async (): Promise<number> => {
    interruption.abort("SIGINT");
    return ended;
  };
  onTestFinished(async () => void (await end()));
  const port = async (): Promise<number> => {
    await expect.poll(() => io.out(), { timeout: 8000 }).toContain("until Ctrl-C");
    return Number(/:(\d+) until/u.exec(io.out())?.[1]);
  };
  return {
    io,
    end,
    ended,
    ask: async (name: string, event = "{}") => {
      const url = `http://127.0.0.1:${await port()}/2015-03-31/functions/${name}/invocations`;
      const response = await fetch(url, { method: "POST", body: event });
      return { status: response.status, body: await response.text() };
    },
  };
}

test("packages and zips are served at once, each by its name, until the user interrupts", async () => {
  const cwd = await botland();
  const quiet = fakeIo({ cwd });
  expect(await main(["mailer", "--no-stage", "--out", "post-1.0.zip", "--quiet"], quiet)).toBe(0);
  const { io, ask, end } = await serve(cwd, "database", "@botland/mailer", "post-1.0.zip");
  expect(await ask("database")).toEqual({ status: 200, body: '"   "' });
  expect(await ask("mailer")).toEqual({ status: 200, body: '"sent"' });
  expect(await ask("post-1.0")).toEqual({ status: 200, body: '"sent"' });
  expect((await ask("toaster")).status).toBe(404);
  expect(io.out()).toMatch(/^Serving database, mailer, post-1\.0 on http:\/\/127\.0\.0\.1:\d+ until Ctrl-C\n$/u);
  expect(io.err()).toMatch(/^START .*\nEND .*\nREPORT .*\nlambda-pack: database succeeded after \d+ ms\n/u);
  expect(await end()).toBe(0);
});

test("why a handler fails, and what to do, is printed behind its log", async () => {
  const cwd = await botland({ "packages/mailer/index.js": "exports.handler = async () => require('stamps');\n" });
  const { io, ask } = await serve(cwd, "mailer");
  expect((await ask("mailer")).body).toContain("Cannot find module 'stamps'");
  expect(io.err()).toContain(
    "imports stamps, which package.json should declare in its dependencies.\nlambda-pack: mailer failed after ",
  );
});

test("a file that a trim has left out is named, with the setting that keeps it", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", dependencies: { stamps: "*" } },
    "packages/mailer/index.js": `
      require("stamps");
      exports.handler = async (event) => require("node:fs").readFileSync(event.file, "utf8");
    `,
    "node_modules/stamps/package.json": { name: "stamps", version: "1.0.0" },
    "node_modules/stamps/index.js": "",
    "node_modules/stamps/a.txt": "a",
  });
  const { io, ask } = await serve(cwd, "mailer", "--trim=reachable");
  await ask("mailer", '{"file":"node_modules/stamps/a.txt"}');
  expect(io.err()).toContain(
    'The function asked for node_modules/stamps/a.txt, which trim has left out. To keep it, set "trim": { "mode": "reachable", "include": ["stamps/a.txt"] } in the lambdaPack field.\n',
  );
});

test("--record is written at the end; what keeps it from that is reported then", async () => {
  const code = "exports.handler = async () => void require('node:fs').readFileSync(__filename);";
  const cwd = await botland({ "packages/mailer/index.js": code });
  const file = join(cwd, "opened.json");
  const first = await serve(cwd, "mailer", "--record", "opened.json");
  expect((await first.ask("mailer")).status).toBe(200);
  expect(await first.end()).toBe(0);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
    files: [{ path: "index.js", kinds: ["data", "module"] }, { path: "package.json" }],
  });
  // Nothing has been asked of it: the record stays as it is.
  const unasked = await serve(cwd, "mailer", "--record", "opened.json");
  await expect.poll(() => unasked.io.out(), { timeout: 8000 }).toContain("until Ctrl-C");
  expect(await unasked.end()).toBe(0);
  const second = await serve(cwd, "mailer", "--record", "opened.json");
  expect((await second.ask("mailer")).status).toBe(200);
  await writeFile(file, "{");
  expect(await second.end()).toBe(1);
  expect(second.io.err()).toContain("opened.json cannot be used as a record: it is not JSON");
});

test("--quiet prints only what the functions log", async () => {
  const cwd = await botland();
  const port = await closedPort();
  const { io, end } = await serve(cwd, "mailer", "--quiet", "--port", `${port}`);
  const url = `http://127.0.0.1:${port}/2015-03-31/functions/mailer/invocations`;
  const asked = async () => (await fetch(url, { method: "POST" }).catch(() => undefined))?.status;
  await expect.poll(asked, { timeout: 8000 }).toBe(200);
  expect(await end()).toBe(0);
  expect(io.out()).toBe("");
  expect(io.err()).toMatch(/^START .*\nEND .*\nREPORT .*\n$/u);
});

/** At which nobody listens any more. */
async function closedPort(): Promise<number> {
  const { port, close } = await listen();
  await close();
  return port;
}

async function listen() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, close: async () => new Promise((resolve) => void server.close(resolve)) };
}

test("who interrupts before anything is served gets the exit code of an interruption", async () => {
  const { io, end } = await serve(await botland(), "mailer");
  expect(await end()).toBe(130);
  expect(io.out()).toBe("");
});

test.each([
  ["the same package twice", ["database", "packages/database"]],
  ["a package and a zip of its name", ["database", "database.zip"]],
])("two functions of one name are refused: %s", async (_what, words) => {
  const cwd = await botland();
  expect(await main(["database", "--no-stage", "--out", "database.zip", "--quiet"], fakeIo({ cwd }))).toBe(0);
  const { io, ended } = await serve(cwd, ...words);
  expect(await ended).toBe(2);
  expect(io.err()).toMatch(/^lambda-pack: Two functions have the name database; .*serve --help.*\n$/u);
});

test("a port that is in use is reported in one line", async () => {
  const { port, close } = await listen();
  onTestFinished(async () => void (await close()));
  const { io, ended } = await serve(await botland(), "mailer", "--port", `${port}`);
  expect(await ended).toBe(1);
  expect(io.err()).toBe(
    `lambda-pack: Port ${port} of 127.0.0.1 cannot be used: another program listens there. End that program, or choose another port with --port (0 for any free port).\n`,
  );
});

test.each([
  ["a port that is none", ["mailer", "--port", "65536"], "--port must be a whole number from 0 to 65535, not 65536."],
  ["no argument", [], "serve needs <package|zip>"],
])("%s is wrong usage", async (_what, words, message) => {
  const { io, ended } = await serve(await botland(), ...words);
  expect(await ended).toBe(2);
  expect(io.err()).toContain(message);
});

test("a package that is not there ends it, also when others could be served", async () => {
  const { io, ended } = await serve(await botland(), "mailer", "toaster");
  expect(await ended).toBe(1);
  expect(io.err()).toMatch(/^lambda-pack: .*toaster.*\n$/u);
});

test("a change that cannot be planned is reported in one line, and invokes say the same until it is fixed", async () => {
  const cwd = await botland();
  const { io, ask } = await serve(cwd, "mailer", "--watch");
  expect((await ask("mailer")).body).toBe('"sent"');
  const manifest = join(cwd, "packages/mailer/package.json");
  await writeFile(manifest, '{ "name": ');
  await expect
    .poll(() => io.err(), { timeout: 8000 })
    .toMatch(/\nlambda-pack: .*packages\/mailer\/package\.json.*\n$/u);
  const refused = await ask("mailer");
  expect(refused).toMatchObject({ status: 409, body: expect.stringContaining("packages/mailer/package.json") });
  await writeFile(manifest, JSON.stringify({ name: "@botland/mailer", version: "2.0.1" }));
  await expect
    .poll(() => io.err(), { timeout: 8000 })
    .toMatch(/\nlambda-pack: mailer has changed; serving the new version\.\n$/u);
  expect((await ask("mailer")).body).toBe('"sent"');
});
