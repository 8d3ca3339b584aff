/**
 * The name in whatever a client may name a function by: the name itself, with a version or alias behind it, or an ARN, whole or
 * in part (AWS Lambda API reference, Invoke, FunctionName).
 */
export function functionName(given: string): string {
  const parts = given.split(":");
  const at = parts.indexOf("function");
  return (at === -1 ? parts[0] : parts[at + 1]) ?? given;
}
