import { expect, test } from "vitest";
import { lambdaPlatform } from "../../src/lambda/platform.ts";

test("Lambda is Linux with glibc on either processor", () => {
  expect(lambdaPlatform("arm64")).toEqual({ os: "linux", cpu: "arm64", libc: "glibc" });
});
