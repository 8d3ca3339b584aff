import { expect, test } from "vitest";
import { formatShare, formatSize } from "../../src/text/format-size.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [1_048_575, "1.0 MiB"],
  [262_144_000, "250.0 MiB"],
  [5 * 1024 ** 4, "5120.0 GiB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test("a share is never rounded over the limit, and never under it", () => {
  expect(formatShare(0.0104)).toBe("1.0 %");
  expect(formatShare(0.99999)).toBe("99.9 %");
  expect(formatShare(1)).toBe("100.0 %");
  expect(formatShare(1.00001)).toBe("100.1 %");
});
