import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { ProcessPool } from "../../src/process/process-pool.ts";
import type { Pooled, PoolLimits } from "../../src/process/process-pool.ts";

class Robot implements Pooled {
  readonly name: string;
  makeReady: () => void = () => undefined;
  die: () => void = () => undefined;
  closed = 0;
  readonly worker: Pooled["worker"];

  constructor(name: string) {
    this.name = name;
    const end = new Promise<{ code: number; signal: null; outOfMemory: false }>((resolve) => {
      this.die = () => resolve({ code: 1, signal: null, outOfMemory: false });
    });
    this.worker = {
      initialized: new Promise((resolve) => {
        this.makeReady = () => resolve(undefined);
      }),
      isIdle: () => true,
      idle: async () => undefined,
      ended: end,
      close: async () => {
        this.closed++;
        this.die();
      },
    };
  }
}

/** A pool, and the robots that it has started. */
function robots(limits: PoolLimits) {
  const started: Robot[] = [];
  const pool = new ProcessPool(async () => {
    const robot = new Robot(`robot ${started.length + 1}`);
    started.push(robot);
    return robot;
  }, limits);
  return { pool, started };
}

/** Lets all that can happen now happen. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test("no more are starting at the same time than may", async () => {
  const { pool, started } = robots({ starting: 2, processes: 10 });
  const asked = Array.from({ length: 5 }, async () => pool.take());
  await turn();
  expect(started).toHaveLength(2);
  started[0]?.makeReady();
  await turn();
  expect(started).toHaveLength(3);
  started[1]?.die();
  await turn();
  expect(started).toHaveLength(4);
  started[2]?.makeReady();
  started[3]?.makeReady();
  expect((await Promise.all(asked)).map(({ name }) => name)).toEqual(started.map(({ name }) => name));
});

test("who waits gets a process that is free before another one is started", async () => {
  const { pool, started } = robots({ starting: 1, processes: 10 });
  const first = await pool.take();
  const second = pool.take();
  pool.giveBack(first);
  expect((await second).name).toBe("robot 1");
  expect(started).toHaveLength(1);
});

test("there are never more processes than may be, and one that ends makes room", async () => {
  const { pool, started } = robots({ starting: 5, processes: 2 });
  const asked = Array.from({ length: 3 }, async () => pool.take());
  await turn();
  expect(started).toHaveLength(2);
  await pool.end(await Promise.race(asked));
  expect((await Promise.all(asked)).map(({ name }) => name)).toEqual(["robot 1", "robot 2", "robot 3"]);
});

test("one that ends while nobody uses it is given to nobody", async () => {
  const { pool, started } = robots({ starting: 1, processes: 10 });
  const first = await pool.take();
  first.makeReady();
  pool.giveBack(first);
  first.die();
  await turn();
  expect((await pool.take()).name).toBe("robot 2");
  expect(started).toHaveLength(2);
});

test("one that cannot be started makes room for the next attempt", async () => {
  let attempts = 0;
  const pool = new ProcessPool(
    async () => {
      if (++attempts === 1) throw new Error("no room");
      return new Robot("robot");
    },
    { starting: 1, processes: 1 },
  );
  const asked = [pool.take(), pool.take()];
  await expect(asked[0]).rejects.toThrow("no room");
  expect(await asked[1]).toMatchObject({ name: "robot" });
});

test("closing ends all, refuses who waits or asks later, and waits for what is just being started", async () => {
  const late = new Robot("late");
  const starts = [Promise.resolve(new Robot("early")), setTimeout(50, late)];
  const pool = new ProcessPool(async () => starts.shift() ?? new Robot("never"), { starting: 2, processes: 2 });
  const early = await pool.take();
  const asked = [pool.take(), pool.take()].map(async (one) => one.catch((error: unknown) => error));
  const closed = pool.close();
  await closed;
  expect([early.closed > 0, late.closed > 0]).toEqual([true, true]);
  expect(await Promise.all(asked)).toMatchObject([{ code: "INTERRUPTED" }, { code: "INTERRUPTED" }]);
  await expect(pool.take()).rejects.toMatchObject({ code: "INTERRUPTED" });
});
