/** Most bytes of an event that somebody waits for the answer to: 6 MiB (Lambda quotas, "Invocation payload"). */
export const MAX_EVENT_BYTES = 6 * 1024 * 1024;

/** Most bytes of one that nobody waits for the answer to: 1 MiB (AWS Lambda API reference, Invoke). */
export const MAX_ASYNC_EVENT_BYTES = 1024 * 1024;
