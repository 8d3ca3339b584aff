// @ts-check
/**
 * What runs in the function's process, on any Node.js from 18 on and without packages: loads the handler and answers invokes,
 * one after the other, until it is stopped. Behaves as AWS's own client does (aws-lambda-ric 3 for nodejs22.x and older, 4 for
 * nodejs24.x and newer); evidence/conformance compares them. The contract to follow is the only argument, and code of the function
 * does not see it.
 */
import process from "node:process";
import { runCallbackContract } from "./callback/callback-contract.mjs";
import { runPromiseContract } from "./promise/promise-contract.mjs";

// What is printed is out when the call returns, however much it is: nothing is lost when the process ends.
for (const stream of [process.stdout, process.stderr]) {
  const { _handle: pipe } = /** @type {{ _handle?: { setBlocking?: (isBlocking: boolean) => void } }} */ (stream);
  pipe?.setBlocking?.(true);
}

const [contract] = process.argv.splice(2);
// Awaited, what fails while it starts is an uncaught exception; not awaited, an unhandled rejection. AWS's clients differ in that.
if (contract === "promise") void runPromiseContract();
else await runCallbackContract();
