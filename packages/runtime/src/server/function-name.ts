/** ARN, whole or in part, account, name, version or alias (AWS Lambda API reference, Invoke, FunctionName). */
const reference =
  /^(?:arn:[^:]+:lambda:)?(?:[a-z]{2}(?:-[a-z]+)+-\d:)?(?:\d{12}:)?(?:function:)?(?<name>[^:]+)(?::[^:]+)?$/u;

/** The name in whatever a client may name a function by: the name itself, with a version or alias behind it, or an ARN. */
export function functionName(given: string): string {
  return reference.exec(given)?.groups?.["name"] ?? given;
}
