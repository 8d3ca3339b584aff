import type { InvokeRequest, InvokeResult } from "@lambda-pack/runtime";
import { aborted } from "./aborted.ts";
import { withFunction } from "./with-function.ts";
import type { FunctionRequest } from "./with-function.ts";
import type { RunningFunction } from "./with-unpacked.ts";

export interface OpeningRequest extends Omit<FunctionRequest, "onUnpack"> {
  /** Called when its handler has failed. */
  readonly onHandlerFailed: (result: InvokeResult, running: RunningFunction) => void;
}

/** A function that is open, or about to be. */
export interface Opening {
  /** Rejects when it cannot be opened, or was ended before it was. */
  readonly opened: Promise<RunningFunction>;
}

/** One function that is opened anew as often as its sources change. */
export class Openings {
  readonly #request: OpeningRequest;
  readonly #all = new Set<OneOpening>();
  #current: OneOpening;
  #closed = false;

  constructor(request: OpeningRequest) {
    this.#request = request;
    this.#current = this.#open();
  }

  get current(): Opening {
    return this.#current;
  }

  isCurrent(opening: Opening): boolean {
    return !this.#closed && opening === this.#current;
  }

  /** The earlier one ends when the invokes that it works on have ended. */
  renew(): Opening {
    const earlier = this.#current;
    this.#current = this.#open();
    earlier.retire();
    return this.#current;
  }

  /** Waits until it is open; when it is opened anew meanwhile, for that. */
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
    await Promise.all([...this.#all].map(async (opening) => opening.end()));
  }

  #open(): OneOpening {
    const opening = new OneOpening(this.#request);
    this.#all.add(opening);
    void opening.ended.then(() => this.#all.delete(opening));
    return opening;
  }
}

class OneOpening implements Opening {
  readonly opened: Promise<RunningFunction>;
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  readonly #request: OpeningRequest;
  readonly #until = new AbortController();
  #underWay = 0;
  #retired = false;

  constructor(request: OpeningRequest) {
    this.#request = request;
    const signal = AbortSignal.any([this.#until.signal, ...(request.signal === undefined ? [] : [request.signal])]);
    let ended: Promise<void> = Promise.resolve();
    this.opened = new Promise((resolve, reject) => {
      ended = withFunction({ ...request, signal, onUnpack: () => undefined }, async (running) => {
        resolve(running);
        await aborted(signal);
      }).catch(reject);
    });
    this.ended = ended;
    // Whoever invokes it hears why it could not be opened.
    this.opened.catch(() => undefined);
  }

  async invoke(running: RunningFunction, request: InvokeRequest): Promise<InvokeResult> {
    this.#underWay++;
    try {
      const result = await running.function.invoke(request);
      if (result.functionError !== undefined) this.#request.onHandlerFailed(result, running);
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
