import type { IncomingMessage } from "node:http";

/** Whether a request comes from a client on this machine by the machine's own name, and from no web page. */
export function isLocal({ headers: { host = "", origin } }: Pick<IncomingMessage, "headers">): boolean {
  const name = host.replace(/:\d+$/u, "");
  return origin === undefined && ["127.0.0.1", "localhost", "[::1]"].includes(name);
}
