import type { Use } from "./repository.ts";

/** What is asked of packages whose own files run as they are committed: small calls of ours, written into the module that has `call`. */
export const uses = {
  middy: {
    does: "Runs a handler with two middlewares, inside out",
    module: `import middy from "./index.js";

export async function call() {
  const trail = [];
  const note = (name) => ({ before: () => void trail.push("before " + name), after: () => void trail.push("after " + name) });
  const handler = middy().use(note("outer")).use(note("inner")).handler(async ({ number }) => ({ twice: 2 * number }));
  const context = { getRemainingTimeInMillis: () => 3000 };
  return { answer: await handler({ number: 21 }, context), trail };
}
`,
  },
  validator: {
    does: "Validates two events by a schema with formats",
    module: `import validator from "./index.js";
import Ajv from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";

export async function call() {
  const properties = { email: { type: "string", format: "email" }, day: { type: "string", format: "date" } };
  const ajv = new Ajv({ allErrors: true });
  ajvFormats(ajv);
  const eventSchema = ajv.compile({ type: "object", required: ["email"], properties });
  const { before } = validator({ eventSchema });
  const judge = async (event) => {
    try {
      await before({ event, context: {}, internal: {} });
      return "valid";
    } catch (error) {
      return { message: error.message, cause: JSON.parse(JSON.stringify(error.cause)) };
    }
  };
  return [await judge({ email: "keeper@lighthouse.example" }), await judge({ day: "yesterday" })];
}
`,
  },
  negotiation: {
    does: "Chooses a language and a media type by an event's headers",
    module: `import negotiate from "./index.js";

export async function call() {
  const options = { availableLanguages: ["en", "de"], availableMediaTypes: ["application/json", "text/html"] };
  const headers = { "Accept-Language": "de;q=0.9, en;q=0.8", Accept: "text/html, application/json;q=0.5" };
  const request = { event: { headers }, context: {}, internal: {} };
  await negotiate(options).before(request);
  return request.context;
}
`,
  },
  daemon: {
    does: "Sends a message to an object on the other side of a loopback and awaits its answer, and takes apart the name of a formula",
    module: `import "ses";
import "@endo/eventual-send/shim.js";
import { makeLoopback } from "@endo/captp";
import { E } from "@endo/eventual-send";
import { Far } from "@endo/far";
import { formatId, parseId } from "./src/formula-identifier.js";

export async function call() {
  const { makeFar } = makeLoopback("wild");
  const counter = await makeFar(Far("counter", { add: (a, b) => a + b }));
  const id = formatId({ number: "1".repeat(128), node: "2".repeat(128) });
  return { sum: await E(counter).add(19, 23), parsed: parseId(id) };
}
`,
  },
  bundleSource: {
    does: "Locks the realm down, bundles `@endo/promise-kit`, and gives the bundle's hash",
    module: `import "@endo/init";
import { fileURLToPath } from "node:url";

export async function call() {
  const { default: bundleSource } = await import("./src/index.js");
  const { moduleFormat, endoZipBase64Sha512 } = await bundleSource(
    fileURLToPath(import.meta.resolve("@endo/promise-kit")),
  );
  return { moduleFormat, endoZipBase64Sha512 };
}
`,
  },
  evasiveTransform: {
    does: "Rewrites a module that has an import in a comment",
    module: `import { evadeCensorSync } from "./index.js";

export async function call() {
  const source = "/** See {@link import('node:fs')} <!-- old --> */\\nexport const beam = () => 'light';\\n";
  return evadeCensorSync(source, { sourceType: "module" }).code;
}
`,
  },
  powertools: {
    does: "Runs a handler with all of the pattern's middlewares, and asks for the correlation ids that one of them has put into a shared module",
    module: `import { createRequire } from "node:module";
import wrap from "./index.js";

export async function call() {
  const { resolve } = createRequire(import.meta.url);
  const correlationIds = createRequire(resolve("@dazn/lambda-powertools-middleware-correlation-ids"))(
    "@dazn/lambda-powertools-correlation-ids",
  );
  const context = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 3000 };
  const event = { httpMethod: "GET", requestContext: { requestId: "gateway-1" }, headers: { "x-correlation-id": "voyage-7" } };
  const ids = await wrap(async () => correlationIds.get())(event, context);
  return { ...ids, "debug-log-enabled": undefined };
}
`,
  },
} as const satisfies Readonly<Record<string, Use>>;
