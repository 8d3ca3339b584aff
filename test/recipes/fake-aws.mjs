// @ts-check
/**
 * Stands in for the AWS CLI: writes down its arguments in `$FAKE_AWS/calls.jsonl`, knows one function and no network. An
 * option or command that it does not know is an error, as it is for the real one.
 */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * A command of the CLI: the options it knows, and what it answers.
 *
 * @typedef {object} Command
 * @property {readonly string[]} options
 * @property {(options: Options, positionals: readonly string[]) => object | void} run
 */

/** @typedef {Record<string, string>} Options */

const { FAKE_AWS = "" } = process.env;
/** @param {string} name */
const state = (name) => path.join(FAKE_AWS, name);
/** @param {string} name */
const read = (name) => (existsSync(state(name)) ? readFileSync(state(name), "utf8") : undefined);

/**
 * `fileb://` values are files, and must be there.
 *
 * @param {string | undefined} value
 */
const blob = (value = "") => {
  if (!value.startsWith("fileb://")) throw new Error(`${value} is not a file's content: fileb:// is missing.`);
  return readFileSync(value.slice("fileb://".length));
};
/** @param {Buffer} bytes */
const codeSha256 = (bytes) => createHash("sha256").update(bytes).digest("base64");

/** @type {Readonly<Record<string, Command>>} */
const commands = {
  "lambda get-function-configuration": {
    options: ["function-name"],
    run: () => ({ CodeSha256: read("code") ?? "nothing-yet" }),
  },
  "lambda update-function-code": {
    options: ["function-name", "zip-file", "s3-bucket", "s3-key", "architectures", "publish", "region"],
    run: ({ "zip-file": zip, "s3-bucket": bucket, "s3-key": key }) => {
      const bytes = zip === undefined ? readFileSync(state(encodeURIComponent(`s3://${bucket}/${key}`))) : blob(zip);
      writeFileSync(state("code"), codeSha256(bytes));
      return { CodeSha256: codeSha256(bytes), FunctionArn: "arn:aws:lambda:us-east-1:0:function:botland:7" };
    },
  },
  "lambda wait": { options: ["function-name"], run: () => ({}) },
  "lambda invoke": {
    options: ["function-name", "payload"],
    run: ({ payload }, [answer = ""]) => {
      JSON.parse(blob(payload).toString());
      const error = read("function-error");
      writeFileSync(answer, error === undefined ? '{"success":true}\n' : '{"errorMessage":"no such table"}\n');
      return { StatusCode: 200, ...(error === undefined ? {} : { FunctionError: error }) };
    },
  },
  "lambda publish-layer-version": {
    options: ["layer-name", "zip-file", "compatible-runtimes"],
    run: ({ "zip-file": zip }) => ({ LayerVersionArn: `arn:aws:lambda:0:layer:botland:${blob(zip).length}` }),
  },
  "s3 cp": {
    options: ["only-show-errors"],
    run: (_, [from = "", to = ""]) => writeFileSync(state(encodeURIComponent(to)), readFileSync(from)),
  },
};
const flags = new Set(["publish", "only-show-errors"]);

const [service, name, ...words] = process.argv.slice(2);
appendFileSync(state("calls.jsonl"), `${JSON.stringify(process.argv.slice(2))}\n`);
const command = commands[`${service} ${name}`];
if (command === undefined) throw new Error(`aws has no command ${service} ${name}`);

/** @type {Options} */
const options = {};
/** @type {string[]} */
const positionals = [];
while (words.length > 0) {
  const word = words.shift() ?? "";
  if (!word.startsWith("--")) positionals.push(word);
  else if (![...command.options, "query", "output"].includes(word.slice(2))) throw new Error(`Unknown option: ${word}`);
  else options[word.slice(2)] = flags.has(word.slice(2)) ? "true" : (words.shift() ?? "");
}
/** @type {Record<string, unknown>} */
const answer = { ...command.run(options, positionals) };
if (options.query === undefined) console.log(JSON.stringify(answer));
else console.log(options.output === "text" ? (answer[options.query] ?? "None") : JSON.stringify(answer[options.query]));
