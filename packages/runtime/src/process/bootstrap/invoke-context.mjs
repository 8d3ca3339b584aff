// @ts-check
/** @import { InvokeHeaders } from "./contract.ts" */
import process from "node:process";

/** The parts of the context object that the environment holds. */
export function functionContext() {
  const { env } = process;
  return {
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  };
}

/**
 * The parts of the context object that an invoke's headers hold.
 *
 * @param {InvokeHeaders} headers
 */
export function invokeContext(headers) {
  const deadline = Number.parseInt(headers["lambda-runtime-deadline-ms"] ?? "", 10);
  return {
    clientContext: jsonOf(headers["lambda-runtime-client-context"], "ClientContext"),
    identity: jsonOf(headers["lambda-runtime-cognito-identity"], "CognitoIdentity"),
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    tenantId: headers["lambda-runtime-aws-tenant-id"],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

/**
 * Puts the trace of an invoke into the environment.
 *
 * @param {InvokeHeaders} headers
 */
export function setTrace(headers) {
  const trace = headers["lambda-runtime-trace-id"];
  if (trace) process.env._X_AMZN_TRACE_ID = trace;
  else delete process.env._X_AMZN_TRACE_ID;
}

/**
 * @param {string | undefined} text
 * @param {string} name
 * @returns {unknown}
 */
function jsonOf(text, name) {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot parse ${name} as json: ${error}`, { cause: error });
  }
}
