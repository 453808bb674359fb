import fc from "fast-check";
import { expect, test } from "vitest";
import { afterAnswers, freshPace, giveBackLeave, takeLeave, type Pace } from "./pace.ts";

/** Asks at each time, and says how many may go. */
function taken(perSecond: number, wanted: number, times: readonly number[]): readonly number[] {
  let pace = freshPace(0);
  return times.map((nowMs) => {
    const taking = takeLeave(pace, { wanted, perSecond, nowMs });
    ({ pace } = taking);
    return taking.leave.kind === "may-go" ? taking.leave.count : 0;
  });
}

test("a quarter of a second's worth leaves at once, and then as many as time allows", () => {
  expect(taken(40, 100, [0, 0, 50, 100, 250, 10_000])).toEqual([10, 0, 2, 2, 6, 10]);
});

test("a sender that is held up keeps the rate, and one that was idle begins with a handful", () => {
  expect(taken(40, 100, [0, 700, 1_400, 3_000])).toEqual([10, 28, 28, 10]);
});

test("a limit below one a second lets single messages through", () => {
  expect(taken(0.5, 100, [0, 1_000, 2_000, 3_000, 4_000])).toEqual([1, 0, 1, 0, 1]);
});

test("a tenth of a message a second is one every ten seconds, however often it is asked for", () => {
  const counts = taken(
    0.1,
    1,
    Array.from({ length: 31 }, (_, second) => second * 1_000),
  );

  expect(counts.flatMap((count, second) => (count === 1 ? [second] : []))).toEqual([0, 10, 20, 30]);
});

test("nothing is limited without a number", () => {
  const asked = { wanted: 100, perSecond: undefined, nowMs: 0 };

  expect(takeLeave(freshPace(0), asked).leave).toEqual({
    kind: "may-go",
    count: 100,
    isTrying: false,
  });
});

test.for([0.7, 7, 33.3, 100, 700])(
  "ten thousand at two hundred a second, asked every %d ms, take fifty seconds within one in a hundred",
  (everyMs) => {
    let pace = freshPace(0);
    let [askings, left] = [0, 10_000];
    while (left > 0) {
      const asked = { wanted: Math.min(200, left), perSecond: 200, nowMs: askings * everyMs };
      const taking = takeLeave(pace, asked);
      ({ pace } = taking);
      if (taking.leave.kind === "may-go") left -= taking.leave.count;
      askings += 1;
    }

    expect(Math.abs((askings - 1) * everyMs - 50_000)).toBeLessThan(700);
  },
);

test("never more than the rate and what a second saves leave in any stretch of time", () => {
  const asks = fc.array(
    fc.record({ afterMs: fc.nat(400), wanted: fc.integer({ min: 1, max: 100 }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), asks, (perSecond, all) => {
      let [pace, nowMs] = [freshPace(0), 0];
      const went: { readonly atMs: number; readonly count: number }[] = [];
      for (const { afterMs, wanted } of all) {
        nowMs += afterMs;
        const taking = takeLeave(pace, { wanted, perSecond, nowMs });
        ({ pace } = taking);
        const count = taking.leave.kind === "may-go" ? taking.leave.count : 0;
        went.push({ atMs: nowMs, count });
      }
      for (const [from, { atMs }] of went.entries()) {
        let sum = 0;
        for (const later of went.slice(from)) {
          sum += later.count;
          const allowed = Math.max(1, perSecond) + ((later.atMs - atMs) * perSecond) / 1_000;
          expect(sum).toBeLessThanOrEqual(allowed + 1e-6);
        }
      }
    }),
  );
});

test("whoever is told to wait so long, gets something then", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      fc.nat(5_000),
      (perSecond, gapMs) => {
        const emptied = takeLeave(freshPace(0), { wanted: 1_000, perSecond, nowMs: 0 });
        const asked = { wanted: 100, perSecond };
        const early = takeLeave(emptied.pace, { ...asked, nowMs: gapMs });
        if (early.leave.kind !== "too-fast") return;

        const nowMs = gapMs + early.leave.waitMs;
        expect(takeLeave(early.pace, { ...asked, nowMs }).leave.kind).toBe("may-go");
      },
    ),
  );
});

test("what did not leave may leave later, and a clock that goes back makes nothing", () => {
  const { pace } = takeLeave(freshPace(5_000), { wanted: 10, perSecond: 40, nowMs: 5_000 });
  const given = giveBackLeave(pace, { unused: 4, isTrying: false, nowMs: 5_000 });
  const again = takeLeave(given, { wanted: 100, perSecond: 40, nowMs: 0 });

  expect(again.leave).toEqual({ kind: "may-go", count: 4, isTrying: false });
});

const failing = (pace: Pace, count: number, nowMs: number) =>
  afterAnswers(pace, {
    answers: Array.from({ length: count }, () => false),
    isTrying: false,
    nowMs,
  });
const asking = (pace: Pace, nowMs: number) =>
  takeLeave(pace, { wanted: 100, perSecond: undefined, nowMs });

test("a provider that fails ten times in a row rests, then one message tries it", () => {
  const resting = failing(failing(freshPace(0), 9, 0), 1, 1_000);

  expect(asking(failing(freshPace(0), 9, 0), 1_000).leave.kind).toBe("may-go");
  expect(asking(resting, 2_000).leave).toEqual({ kind: "resting", waitMs: 29_000 });
  const trying = asking(resting, 31_000);
  expect(trying.leave).toEqual({ kind: "may-go", count: 1, isTrying: true });
  expect(asking(trying.pace, 31_001).leave).toEqual({ kind: "resting", waitMs: 29_999 });
});

test("it rests twice as long when the one that tries fails, and not at all when it succeeds", () => {
  const { pace } = asking(failing(freshPace(0), 10, 0), 30_000);
  const told = (isGood: boolean) =>
    afterAnswers(pace, { answers: [isGood], isTrying: true, nowMs: 30_000 });

  expect(asking(told(false), 30_001).leave).toEqual({ kind: "resting", waitMs: 59_999 });
  expect(asking(told(true), 30_001).leave).toEqual({
    kind: "may-go",
    count: 100,
    isTrying: false,
  });
});

test("one that never got to try leaves the trying to the next, and one whose process died does so after a while", () => {
  const { pace } = asking(failing(freshPace(0), 10, 0), 30_000);
  const given = giveBackLeave(pace, { unused: 1, isTrying: true, nowMs: 30_500 });

  expect(asking(given, 30_500).leave).toMatchObject({ kind: "may-go", count: 1 });
  expect(asking(pace, 60_000).leave).toMatchObject({ kind: "may-go", count: 1 });
});

test("one good answer among many ends the counting", () => {
  const pace = afterAnswers(failing(freshPace(0), 9, 0), {
    answers: [false, true, false],
    isTrying: false,
    nowMs: 0,
  });

  expect(pace).toMatchObject({ failures: 1, restsUntilMs: undefined });
});
