// @ts-check
import { readFileSync } from "node:fs";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";

/** @typedef {{ readonly status: string }} Test */
/** @typedef {{ readonly status: string, readonly assertionResults: readonly Test[] }} TestFile */
/** @typedef {{ readonly success: boolean, readonly testResults: readonly TestFile[] }} Report */

const {
  _: [file = ""],
} = yargs(hideBin(process.argv))
  .scriptName("count-tests.mjs")
  .usage(
    `$0 <report>

Prints \`N passed, M failed\` from vitest's JSON report and exits with 1 when a test failed, when none ran, or when there is no
report. A file that could not even be loaded counts as one failure.`,
  )
  .strict()
  .demandCommand(1, 1)
  .version(false)
  .wrap(null)
  .parseSync();
const { success, testResults } = readReport(`${file}`);
const results = testResults.flatMap(({ assertionResults }) => assertionResults);
const passed = results.filter(({ status }) => status === "passed").length;
const unloaded = testResults.filter(
  ({ status, assertionResults }) => status === "failed" && !hasFailed(assertionResults),
);
const failed = results.filter(({ status }) => status === "failed").length + unloaded.length;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = success && passed > 0 && failed === 0 ? 0 : 1;

/**
 * @param {string} report
 * @returns {Report}
 */
function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch (error) {
    console.error(`There is no report of vitest: ${/** @type {Error} */ (error).message}`);
    return { success: false, testResults: [] };
  }
}

/** @param {readonly Test[]} tests */
function hasFailed(tests) {
  return tests.some(({ status }) => status === "failed");
}
