import { createServer } from "node:net";
import { PackError, systemCode, systemReason } from "@lambda-pack/model";

/** Throws unless a debugger's port is free: Node.js would only print a message, and run without waiting for the debugger. */
export async function assertPortFree(port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  } catch (cause) {
    const reason = systemCode(cause) === "EADDRINUSE" ? "another program listens there" : systemReason(cause);
    throw new PackError("PORT_UNUSABLE", `A debugger cannot use port ${port} of 127.0.0.1: ${reason}.`, {
      hint: "End that program, or choose another port with --inspect=<port>.",
      details: { port },
      cause,
    });
  }
  await new Promise((resolve) => {
    server.close(resolve);
  });
}
