import type { Page } from "@playwright/test";

/** What the page is told before its own code runs: when its first step is drawn, and how long its frames take. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frames: number[] = [];
    let last: number | undefined;
    const tick = (now: number) => {
      if (last !== undefined) frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    let firstMs: number | undefined;
    const look = () => {
      if (firstMs !== undefined) return;
      const step = document.querySelector(".react-flow__node-step");
      if (step !== null && getComputedStyle(step).visibility === "visible") {
        // What was changed is on the screen in the frame after.
        requestAnimationFrame(() => {
          firstMs = performance.now();
        });
        return;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, {
      bench: {
        drawnAtMs: () => firstMs ?? null,
        begin: () => {
          frames.length = 0;
        },
        frames: () => [...frames],
      },
    });
  });
}

/** Takes the place of the server's stream: numbers come for every step, as often as is asked. */
export async function fakeStream(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sources = new Set<EventTarget>();
    class BenchSource extends EventTarget {
      readyState = 1;
      constructor() {
        super();
        sources.add(this);
        setTimeout(() => this.dispatchEvent(new Event("open")));
      }
      close() {
        sources.delete(this);
      }
    }
    Object.assign(window, {
      EventSource: BenchSource,
      tell: (lastEventId: string, data: string) => {
        for (const source of sources) {
          source.dispatchEvent(new MessageEvent("counts", { data, lastEventId }));
        }
      },
    });
  });
}

/** Sends numbers of every step so often, in the page itself, so that nothing waits for the wire. */
export async function tellOften(
  page: Page,
  of: {
    readonly flow: string;
    readonly nodes: readonly string[];
    readonly times: number;
    readonly everyMs: number;
  },
): Promise<void> {
  await page.evaluate(async ({ flow, nodes, times, everyMs }) => {
    const numbers = (round: number, index: number) => ({
      entered: 1_000 + round * 7 + index,
      present: 40 + round,
      left: { next: 900 + round * 6 + index, yes: 300 + round, else: 200 + round },
      sent: 800 + round,
      delivered: 700 + round,
      failed: 3,
      deferred: 12,
      forbidden: 2,
      goals: 90 + round,
      paid: 80,
      collected: { ZAR: 123_400 + round * 100 },
    });
    for (let round = 0; round < times; round += 1) {
      const counts = {
        flow,
        version: 1,
        asOfMs: 0,
        nodes: Object.fromEntries(nodes.map((id, index) => [id, numbers(round, index)])),
      };
      const text = JSON.stringify({ kind: "counts", counts });
      Reflect.get(window, "tell")(`flow:${flow}:1#${performance.now()}`, text);
      await new Promise((resolve) => {
        setTimeout(resolve, everyMs);
      });
    }
  }, of);
}

export async function beginFrames(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.get(window, "bench").begin());
}

export async function framesOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => Reflect.get(window, "bench").frames());
}

/** Ms from the beginning of the navigation until the first step stands on the screen. */
export async function drawnAtMs(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => Reflect.get(window, "bench").drawnAtMs());
  return handle.jsonValue();
}
