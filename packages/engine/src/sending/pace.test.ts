import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterAnswers,
  freshPace,
  giveBackTrying,
  takeLeave,
  takeSlots,
  type Pace,
} from "./pace.ts";

/** When messages leave whose senders are ready with so many at these times. */
function leaving(
  perSecond: number,
  ready: readonly { readonly atMs: number; readonly count: number }[],
): readonly number[] {
  let pace = freshPace(0);
  return ready.flatMap(({ atMs, count }) => {
    const taking = takeSlots(pace, { count, perSecond, nowMs: atMs });
    ({ pace } = taking);
    const { firstMs, everyMs, count: taken } = taking.slots;
    return Array.from({ length: taken }, (_, nth) => atMs + firstMs + nth * everyMs);
  });
}

test("messages leave as far apart as the rate says, whoever sends them", () => {
  const ready = [
    { atMs: 0, count: 3 },
    { atMs: 10, count: 2 },
    { atMs: 500, count: 2 },
  ];

  expect(leaving(40, ready)).toEqual([0, 25, 50, 75, 100, 500, 525]);
});

test("in no second is there one more than the rate, however senders ask", () => {
  const asks = fc.array(
    fc.record({ afterMs: fc.nat(400), count: fc.integer({ min: 1, max: 60 }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), asks, (perSecond, all) => {
      let atMs = 0;
      const ready = all.map(({ afterMs, count }) => ({ atMs: (atMs += afterMs), count }));
      const times = leaving(perSecond, ready);
      const spans = times.slice(perSecond).map((time, nth) => time - (times[nth] ?? 0));

      expect(spans.filter((ms) => ms < 1_000 - 1e-6)).toEqual([]);
    }),
  );
});

test.for([1, 2, 4, 9])(
  "ten thousand at two hundred a second by %d senders take fifty seconds, and no slot is lost",
  (senders) => {
    // Each is ready 80 ms after it got leave, and asks again when the block before is on its way.
    let pace = freshPace(0);
    let left = 10_000;
    let lastMs = 0;
    const asksAt = Array.from({ length: senders }, (_, nth) => nth * 3);
    while (left > 0) {
      const nowMs = Math.min(...asksAt);
      const nth = asksAt.indexOf(nowMs);
      const { leave } = takeLeave(pace, { wanted: 100, perSecond: 200, nowMs });
      if (leave.kind !== "may-go") {
        asksAt[nth] = nowMs + leave.waitMs;
        continue;
      }
      const readyMs = nowMs + 80;
      const taking = takeSlots(pace, {
        count: Math.min(leave.count, left),
        perSecond: 200,
        nowMs: readyMs,
      });
      ({ pace } = taking);
      left -= taking.slots.count;
      lastMs = readyMs + taking.slots.firstMs + (taking.slots.count - 1) * taking.slots.everyMs;
      asksAt[nth] = readyMs;
    }

    expect(Math.abs(lastMs - 50_000)).toBeLessThan(150);
  },
);

test("a limit below one a second lets single messages through", () => {
  const ready = Array.from({ length: 5 }, (_, second) => ({ atMs: second * 1_000, count: 1 }));

  expect(leaving(0.5, ready)).toEqual([0, 2_000, 4_000]);
});

test("a tenth of a message a second is one every ten seconds, however often it is asked for", () => {
  const ready = Array.from({ length: 31 }, (_, second) => ({ atMs: second * 1_000, count: 1 }));

  expect(leaving(0.1, ready)).toEqual([0, 10_000, 20_000, 30_000]);
});

test("nothing is limited without a number", () => {
  const asked = { wanted: 100, perSecond: undefined, nowMs: 0 };

  expect(takeLeave(freshPace(0), asked).leave).toEqual({
    kind: "may-go",
    count: 100,
    isTrying: false,
  });
});

test("what would leave more than a second and a half from now goes back, and nobody claims before it is nearly its time", () => {
  const { slots, pace } = takeSlots(freshPace(0), { count: 100, perSecond: 40, nowMs: 0 });

  expect(slots).toEqual({ count: 65, firstMs: 0, everyMs: 25 });
  expect(takeLeave(pace, { wanted: 100, perSecond: 40, nowMs: 0 }).leave).toEqual({
    kind: "too-fast",
    waitMs: 1_225,
  });
  expect(takeLeave(pace, { wanted: 100, perSecond: 40, nowMs: 1_225 }).leave).toEqual({
    kind: "may-go",
    count: 8,
    isTrying: false,
  });
});

test("whoever is told to wait so long, may claim then", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      fc.nat(5_000),
      (perSecond, gapMs) => {
        const { pace } = takeSlots(freshPace(0), { count: 1_000, perSecond, nowMs: 0 });
        const asked = { wanted: 100, perSecond };
        const early = takeLeave(pace, { ...asked, nowMs: gapMs });
        if (early.leave.kind !== "too-fast") return;

        const nowMs = gapMs + early.leave.waitMs;
        expect(takeLeave(pace, { ...asked, nowMs }).leave.kind).toBe("may-go");
      },
    ),
  );
});

test("neither a rate that was lowered nor a clock that goes back keeps messages waiting", () => {
  const { pace } = takeSlots(freshPace(90_000), { count: 300, perSecond: 200, nowMs: 90_000 });

  expect(takeSlots(pace, { count: 1, perSecond: 1, nowMs: 91_000 }).slots.firstMs).toBe(0);
  expect(takeSlots(pace, { count: 1, perSecond: 200, nowMs: 5_000 }).slots.firstMs).toBe(0);
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
  const given = giveBackTrying(pace, 30_500);

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
