import type { InvokeRequest, InvokeResult } from "@lambda-pack/runtime";
import { aborted } from "./aborted.ts";
import { withFunction } from "./with-function.ts";
import type { FunctionRequest } from "./with-function.ts";
import type { RunningFunction } from "./with-unpacked.ts";

export interface VersionRequest extends FunctionRequest {
  /** Called when its handler has failed; the answer waits for what it returns. */
  readonly onHandlerFailed: (result: InvokeResult, running: RunningFunction) => unknown;
}

/** A function as its sources were at one moment: open, or about to be. */
export interface FunctionVersion {
  /** Rejects when it cannot be opened, or is ended before it is. */
  readonly opened: Promise<RunningFunction>;
}

/** One function that is opened again whenever its sources change. */
export class FunctionVersions {
  readonly #request: VersionRequest;
  readonly #all = new Set<OpenVersion>();
  #current: OpenVersion;
  #closed = false;

  constructor(request: VersionRequest) {
    this.#request = request;
    this.#current = this.#open();
  }

  get current(): FunctionVersion {
    return this.#current;
  }

  isCurrent(version: FunctionVersion): boolean {
    return !this.#closed && version === this.#current;
  }

  /** Opens the sources as they are now. The earlier version ends with the invokes that it works on. */
  renew(): FunctionVersion {
    const earlier = this.#current;
    this.#current = this.#open();
    earlier.retire();
    return this.#current;
  }

  /** Waits until the current version is open; if a newer one comes meanwhile, for that. */
  async invoke(request: InvokeRequest): Promise<InvokeResult> {
    for (;;) {
      const asked = this.#current;
      const running = await asked.opened.catch((error: unknown) => {
        if (asked === this.#current) throw error;
      });
      if (running !== undefined && asked === this.#current) return asked.invoke(running, request);
    }
  }

  /** Cuts off what is under way. Nothing is left afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map(async (version) => version.end()));
  }

  #open(): OpenVersion {
    const version = new OpenVersion(this.#request);
    this.#all.add(version);
    void version.ended.then(() => this.#all.delete(version));
    return version;
  }
}

class OpenVersion implements FunctionVersion {
  readonly opened: Promise<RunningFunction>;
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  readonly #request: VersionRequest;
  readonly #until = new AbortController();
  #underWay = 0;
  #retired = false;

  constructor(request: VersionRequest) {
    this.#request = request;
    const signal = AbortSignal.any([this.#until.signal, ...(request.signal === undefined ? [] : [request.signal])]);
    let ended: Promise<void> = Promise.resolve();
    this.opened = new Promise((resolve, reject) => {
      ended = withFunction({ ...request, signal }, async (running) => {
        resolve(running);
        await aborted(signal);
      }).catch(reject);
    });
    this.ended = ended;
    // Each invoke rejects with the reason why it could not be opened.
    this.opened.catch(() => undefined);
  }

  async invoke(running: RunningFunction, request: InvokeRequest): Promise<InvokeResult> {
    this.#underWay++;
    try {
      const result = await running.function.invoke(request);
      if (result.functionError !== undefined) await this.#request.onHandlerFailed(result, running);
      return result;
    } finally {
      this.#underWay--;
      if (this.#retired) this.retire();
    }
  }

  retire(): void {
    this.#retired = true;
    if (this.#underWay === 0) this.#until.abort();
  }

  async end(): Promise<void> {
    this.#until.abort();
    await this.ended;
  }
}
