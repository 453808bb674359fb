import type { TestMoment, TestRunView } from "@fairflow/contract";
import { expect, test } from "vitest";
import { cursorAt, cursorAtTime, nextEvent, withAnswer } from "./run-cursor.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function moment(atMs: number, step: string, rest: Partial<TestMoment> = {}): TestMoment {
  return {
    atMs,
    cause: null,
    step,
    visit: 1,
    entered: true,
    facts: [],
    left: null,
    next: null,
    why: "",
    verdict: null,
    message: null,
    work: [],
    stand: {
      status: "active",
      step: "week",
      wakeMs: null,
      ended: null,
      listens: [],
      outcomes: [],
      disputeOpen: false,
      holds: [],
    },
    ...rest,
  };
}

/** Taken in and written to at once; a week later its time comes. */
const moments = [
  moment(0, "start", { cause: { kind: "start" }, left: "next" }),
  moment(0, "sms", { left: "sent" }),
  moment(0, "week"),
  moment(7 * DAY_MS, "week", { cause: { kind: "time" }, entered: false, left: "timeout" }),
  moment(7 * DAY_MS, "email", { left: "sent" }),
];
const run: Pick<TestRunView, "moments" | "startMs"> = { moments, startMs: 0 };

test("the next event shows all that it sets off", () => {
  expect(nextEvent(moments, cursorAt(moments, 0)).index).toBe(4);
  expect(nextEvent(moments, cursorAt(moments, 4)).index).toBe(4);
});

test("the clock may stand between two moments", () => {
  expect(cursorAtTime(moments, 3 * DAY_MS)).toEqual({ index: 2, clockMs: 3 * DAY_MS });
});

test("an answer comes so long after the run came to where it stands", () => {
  const cursor = cursorAtTime(moments, 2 * DAY_MS + 5 * HOUR_MS + 1);

  const answers = withAnswer(run, cursor, { answers: [], answer: { kind: "stops" } });

  expect(answers).toEqual([
    {
      when: { kind: "at-step", step: "week", visit: 1, days: 2, hours: 5, minutes: 1 },
      answer: { kind: "stops" },
    },
  ]);
});

test("an answer takes the place of those that would have come later", () => {
  const later = {
    when: { kind: "after", days: 9, hours: 0, minutes: 0 },
    answer: { kind: "disputes" },
  } as const;
  const earlier = {
    when: { kind: "after", days: 1, hours: 0, minutes: 0 },
    answer: { kind: "promises" },
  } as const;
  const told = {
    ...run,
    moments: [
      ...moments.slice(0, 3),
      moment(DAY_MS, "week", { cause: { kind: "answer", answer: 1 }, entered: false }),
    ],
  };

  const answers = withAnswer(told, cursorAtTime(told.moments, 2 * DAY_MS), {
    answers: [later, earlier],
    answer: { kind: "bounces" },
  });

  expect(answers.map(({ answer }) => answer.kind)).toEqual(["promises", "bounces"]);
});
