/**
 * What Lambda allows a function, and gives it unasked (Lambda Developer Guide, "Lambda quotas"; AWS Lambda API reference,
 * CreateFunction and Invoke). Sizes are in bytes.
 */
export const lambdaLimits = {
  /** Of the code with its layers, unpacked: 250 MB. */
  unzipped: 262_144_000,
  /** Of a zip that is uploaded directly: 50 MB. */
  zipped: 52_428_800,
  /** Characters of the handler. */
  handler: 128,
  /** Seconds that an invoke may take. */
  timeout: { least: 1, most: 900, unasked: 3 },
  /** MB. */
  memory: { least: 128, most: 10_240, unasked: 128 },
  /** Of an event that somebody waits for the answer to: 6 MB. */
  event: 6 * 1024 * 1024,
  /** Of one that nobody waits for the answer to: 1 MB. */
  asyncEvent: 1024 * 1024,
  /**
   * Of a buffered response: 6 MB and 100 bytes (aws-lambda-runtime-interface-emulator, internal/lambda/interop/model.go,
   * MaxPayloadSize).
   */
  response: 6 * 1024 * 1024 + 100,
} as const;
