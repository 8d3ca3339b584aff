import { expect, test } from "vitest";
import {
  behaviourOf,
  currentRuntimes,
  findRuntime,
  isFromRuntime,
  runtimeIdOf,
} from "../../src/lambda/find-runtime.ts";
import { DEFAULT_RUNTIME } from "../../src/lambda/default-runtime.ts";
import { lambdaRuntimes } from "../../src/lambda/runtimes.ts";

test("a runtime is found by Lambda's identifier", () => {
  expect(findRuntime("nodejs22.x")).toMatchObject({ major: 22, moduleVersion: 127, contract: "callback" });
  expect(findRuntime("nodejs26.x")).toMatchObject({ major: 26, moduleVersion: 147, contract: "promise" });
  expect(lambdaRuntimes.map(({ major }) => findRuntime(runtimeIdOf(major)))).toEqual(lambdaRuntimes);
});

test.each(["nodejs99.x", "nodejs23.x", "nodejs2.x", "nodejs22", "provided.al2023", ""])(
  "%s is not known, and taken for the newest that is, without a version",
  (id) => {
    expect(findRuntime(id)).toBeUndefined();
    const { contract, packages } = behaviourOf("nodejs26.x");
    expect(behaviourOf(id)).toMatchObject({ major: undefined, contract, packages });
  },
);

test.each([
  ["nodejs18.x", "callback"],
  ["nodejs20.x", "callback"],
  ["nodejs22.x", "callback"],
  ["nodejs24.x", "promise"],
  ["nodejs26.x", "promise"],
] as const)("%s has the %s contract", (runtime, contract) => {
  expect(behaviourOf(runtime).contract).toBe(contract);
});

test("the AWS SDK is there in the version of the runtime's time", () => {
  const [old, since] = [behaviourOf("nodejs16.x"), behaviourOf("nodejs20.x")];
  expect(isFromRuntime("@aws-sdk/client-s3", since)).toBe(true);
  expect(isFromRuntime("@smithy/types", since)).toBe(true);
  expect(isFromRuntime("aws-sdk", since)).toBe(false);
  expect(isFromRuntime("aws-sdk", old)).toBe(true);
  expect(isFromRuntime("@aws-sdk/client-s3", old)).toBe(false);
});

test("a preview is none of the current runtimes, and the default is one", () => {
  expect(currentRuntimes).toEqual(["nodejs22.x", "nodejs24.x"]);
  expect(currentRuntimes).toContain(DEFAULT_RUNTIME);
});
