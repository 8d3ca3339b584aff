import { availableParallelism } from "node:os";
import { PackError } from "@lambda-pack/model";
import type { RuntimeProcess } from "./runtime-process.ts";

/** What the pool has to know of a process. */
export interface Pooled {
  readonly worker: Pick<RuntimeProcess, "initialized" | "isIdle" | "idle" | "ended" | "close">;
}

export interface PoolLimits {
  /** Most processes that load the function at the same time: more would only slow each other down. */
  readonly starting: number;
  /** Most processes at all. */
  readonly processes: number;
}

/** One process takes 45 MB and more. */
export const poolLimits: PoolLimits = { starting: 2 * availableParallelism(), processes: 100 };

interface Waiter<Process> {
  readonly resolve: (given: Process | Promise<Process>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The processes of one function; each is used by one invoke at a time.
 *
 * 1. A request for a process gets one that is free.
 * 2. Else a new one is started, unless too many are starting or there are too many.
 * 3. Else it waits in a queue for what happens first: one gets free, or another one may be started.
 */
export class ProcessPool<Process extends Pooled> {
  readonly #start: () => Promise<Process>;
  readonly #limits: PoolLimits;
  readonly #all = new Set<Process>();
  readonly #free = new Set<Process>();
  readonly #starts = new Set<Promise<Process>>();
  readonly #queue: Waiter<Process>[] = [];
  #starting = 0;
  #closed = false;

  constructor(start: () => Promise<Process>, limits: PoolLimits) {
    this.#start = start;
    this.#limits = limits;
  }

  /** The one who takes a process gives it back or ends it. It may not be ready yet. */
  async take(): Promise<Process> {
    if (this.#closed) throw closedError();
    const free = [...this.#free].at(-1);
    if (free !== undefined) {
      this.#free.delete(free);
      return free;
    }
    if (this.#mayStart()) return this.#startOne();
    return new Promise((resolve, reject) => this.#queue.push({ resolve, reject }));
  }

  /** It is used again when it is ready for that, which may be never. */
  giveBack(member: Process): void {
    if (member.worker.isIdle()) this.#offer(member);
    else void member.worker.idle().then(() => this.#offer(member));
  }

  async end(member: Process): Promise<void> {
    this.#free.delete(member);
    await member.worker.close();
    this.#all.delete(member);
    this.#startForQueue();
  }

  /** Ends all of them. Requests that wait for one, or come later, are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#queue.splice(0)) reject(closedError());
    await Promise.allSettled(this.#starts);
    await Promise.all([...this.#all].map(async (member) => this.end(member)));
  }

  #mayStart(): boolean {
    return this.#starting < this.#limits.starting && this.#all.size + this.#starts.size < this.#limits.processes;
  }

  #startOne(): Promise<Process> {
    this.#starting++;
    const start = this.#startNow();
    this.#starts.add(start);
    const settle = () => {
      this.#starts.delete(start);
      this.#startForQueue();
    };
    start.then(settle, settle);
    return start;
  }

  async #startNow(): Promise<Process> {
    const member = await this.#start().catch((error: unknown) => {
      this.#starting--;
      throw error;
    });
    const { worker } = member;
    if (this.#closed) {
      await worker.close();
      throw closedError();
    }
    this.#all.add(member);
    void Promise.race([worker.initialized, worker.ended]).then(() => {
      this.#starting--;
      this.#startForQueue();
    });
    // One that ends while it is idle is not used any more.
    void worker.ended.then(async () => this.end(member));
    return member;
  }

  #startForQueue(): void {
    while (!this.#closed && this.#mayStart()) {
      const waiter = this.#queue.shift();
      if (waiter === undefined) return;
      waiter.resolve(this.#startOne());
    }
  }

  #offer(member: Process): void {
    if (this.#closed || !this.#all.has(member)) return;
    const waiter = this.#queue.shift();
    if (waiter === undefined) this.#free.add(member);
    else waiter.resolve(member);
  }
}

function closedError(): PackError {
  return new PackError("INTERRUPTED", "The function was stopped before it could be invoked.");
}
