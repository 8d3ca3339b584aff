import { commonJs } from "../conformance-case.ts";
import type { ConformanceCase } from "../conformance-case.ts";

const streamed = (body: string, options = "") =>
  `const { pipeline } = require("node:stream/promises");\nconst { Readable } = require("node:stream");\nexports.handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} }${options});`;

/** Responses that come piece by piece. */
export const streamingCases: readonly ConformanceCase[] = [
  ...commonJs({
    "streams: writes and ends": streamed(
      'stream.write("spring "); stream.write("tide"); stream.end(); await new Promise((r) => stream.once("finish", r));',
    ),
    "streams: ends with a chunk": streamed('stream.write("spring"); stream.end();'),
    "streams: a pipeline": streamed('await pipeline(Readable.from(["spring ", "tide"]), stream);'),
    "streams: a pipeline of a megabyte": streamed(
      'await pipeline(Readable.from(Array.from({ length: 16 }, () => "x".repeat(65536))), stream);',
    ),
    "streams: bytes, an object and a number": streamed(
      "stream.write(Buffer.from([65, 66])); stream.write(new Uint8Array([67])); stream.write({ depth: 3 }); stream.write([1]); stream.end();",
    ),
    "streams: a content type": streamed('stream.setContentType("text/html"); stream.write("<p>"); stream.end();'),
    "streams: a content type too late": streamed(
      'stream.write("a"); stream.setContentType("text/html"); stream.end();',
    ),
    "streams: HttpResponseStream": streamed(
      'const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { tide: "spring" } }); http.write("body"); http.end();',
    ),
    "streams: HttpResponseStream through a pipeline": streamed(
      'await pipeline(Readable.from(["body"]), awslambda.HttpResponseStream.from(stream, { statusCode: 200 }));',
    ),
    "streams: nothing but the end": streamed("stream.end();"),
    "streams: fails before it writes": streamed('throw new TypeError("ebb");'),
    "streams: fails midway": streamed('stream.write("half"); throw new TypeError("ebb");'),
    "streams: fails after the end": streamed('stream.write("whole"); stream.end(); throw new TypeError("late");'),
    "streams: throws null": streamed('stream.write("half"); throw null;'),
    "streams: a pipeline that fails": streamed(
      'await pipeline(async function* () { yield "half"; throw new Error("ebb"); }, stream);',
    ),
    "streams: returns a value": streamed('stream.write("a"); stream.end(); return 3;'),
    "streams: not async":
      'exports.handler = awslambda.streamifyResponse((event, stream) => { stream.write("a"); stream.end(); });',
    "streams: highWaterMark": streamed(
      "stream.end(String(stream.writableHighWaterMark > 0));",
      ", { highWaterMark: 1024 }",
    ),
    "streams: what the stream shows": streamed(
      "stream.write(JSON.stringify([Object.keys(stream).sort(), stream.writable, stream.writableEnded, typeof stream.pipe])); stream.end();",
    ),
    "streams: a chunk in end()": streamed('stream.end("whole");'),
    "streams: the keys of awslambda": "exports.handler = async () => Object.keys(globalThis.awslambda);",
    "streams: the context": streamed("stream.write(JSON.stringify(Object.keys(context))); stream.end();"),
    "streams: a callback third":
      'exports.handler = awslambda.streamifyResponse(async (event, stream, context, more) => { stream.write("a"); stream.end(); });',
    "streams: rejects unheard": streamed(
      'Promise.reject(new Error("adrift")); await new Promise((r) => setTimeout(r, 200));',
    ),
  }),
  {
    name: "streams: a mark that there is not",
    files: {
      "index.js":
        'exports.handler = Object.assign(async () => 1, { [Symbol.for("aws.lambda.runtime.handler.streaming")]: "request" });\n',
    },
    differs: {
      callback:
        "AWS's client does not import the error that it means to throw, and says `MalformedStreamingHandler is not defined`; ours throws it.",
    },
  },
  {
    name: "streams: does not end",
    files: { "index.js": streamed('stream.write("half");') },
    hangs: true,
  },
  {
    name: "streams: three invokes",
    files: { "index.js": streamed("stream.write(JSON.stringify(event)); stream.end();") },
    events: [1, 2, 3],
  },
  {
    name: "streams: without the global",
    files: { "index.js": "exports.handler = async () => typeof awslambda;\n" },
    env: { AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: "1" },
  },
];
