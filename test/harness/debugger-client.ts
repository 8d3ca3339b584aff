import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** What speaks to a process that waits for a debugger, as editors do (Chrome DevTools Protocol). */
export interface DebuggerClient {
  readonly send: (method: string, params?: object) => Promise<unknown>;
  /** Resolves with the next event of that name. */
  readonly next: (method: string) => Promise<unknown>;
}

export async function attachDebugger(port: number): Promise<DebuggerClient> {
  const socket = new WebSocket(await debuggerUrl(port));
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const waiting = new Map<string | number, (value: unknown) => void>();
  socket.on("message", (data: Buffer) => {
    const { id, method, params, result }: Message = JSON.parse(data.toString());
    const key = id ?? method ?? "";
    waiting.get(key)?.(id === undefined ? params : result);
    waiting.delete(key);
  });
  let id = 0;
  const wait = async (key: string | number) => new Promise<unknown>((resolve) => waiting.set(key, resolve));
  return {
    next: wait,
    send: async (method, params = {}) => {
      const answered = wait(++id);
      socket.send(JSON.stringify({ id, method, params }));
      return answered;
    },
  };
}

/** The process may not listen yet. */
async function debuggerUrl(port: number): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`);
      const [target]: { webSocketDebuggerUrl: string }[] = JSON.parse(await response.text());
      if (target !== undefined) return target.webSocketDebuggerUrl;
    } catch (error) {
      if (attempt > 100) throw error;
    }
    await setTimeout(50);
  }
}
