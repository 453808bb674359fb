import { describe, expect, test } from "vitest";
import type { Permission } from "../advance-through-gate.ts";
import type { CompiledFlow } from "../compile.ts";
import type { Run } from "../run.ts";
import { compileToy, toyFacts, toyFlow } from "../toys/toy-flow.ts";
import { DAY, HOUR, T0 } from "../toys/toy-run.ts";
import { simulate } from "./simulate.ts";
import type { Happening, Outside, Traveller } from "./traveller.ts";

const ends = { start: ["start"], finish: ["finish"] } as const;

/** Enters at T0, and again as `again` says. */
function traveller(rest: Partial<Traveller> = {}): Traveller {
  return {
    debtor: "debtor-1",
    factsAt: () => toyFacts(),
    happenings: [],
    nextEntryMs: (afterMs) => (afterMs < T0 ? T0 : null),
    enters: () => true,
    mayReturn: false,
    ...rest,
  };
}

interface Sending extends Outside<Traveller> {
  readonly sent: (readonly [day: number, letters: number])[];
}

function sending(
  permission: Permission = { kind: "allowed" },
  later: readonly Happening[] = [],
): Sending {
  const sent: (readonly [number, number])[] = [];
  return {
    sent,
    judge: () => permission,
    judgeStep: () => permission,
    send: (merged, nowMs) => {
      sent.push([(nowMs - T0) / DAY, merged.length]);
      return merged.map(() => ({ result: { kind: "sent" }, later }));
    },
  };
}

const during = (
  flow: CompiledFlow,
  travellers: readonly Traveller[],
  outside: Outside<Traveller>,
) => simulate({ flow, travellers, outside, fromMs: T0, toMs: T0 + 30 * DAY });

const reminder = compileToy(
  toyFlow(
    {
      ...ends,
      nap: ["sleep", { ms: 2 * DAY }],
      send: ["send", { giveUpMs: DAY }],
      hear: ["listen", { events: ["paid", "replied"], ms: 5 * DAY }],
    },
    "start.next>nap nap.next>send send.sent>hear hear.paid>finish hear.replied>nap hear.timeout>nap",
  ),
);

describe("a simulation", () => {
  test("takes each traveller along in virtual time, and counts every visit", () => {
    const outside = sending();

    const { nodes, runs, ended } = during(reminder, [traveller()], outside);

    expect(outside.sent.map(([day]) => day)).toEqual([2, 9, 16, 23]);
    expect([runs, ended]).toEqual([1, new Map()]);
    expect(nodes.get(reminder.start.id)).toEqual({
      entered: 1,
      exits: new Map([["next", 1]]),
      present: 0,
    });
    expect([...nodes.values()].reduce((sum, { present }) => sum + present, 0)).toBe(1);
  });

  test("ends before its last instant", () => {
    const outside = sending();

    simulate({
      flow: reminder,
      travellers: [traveller()],
      outside,
      fromMs: T0,
      toMs: T0 + 2 * DAY,
    });

    expect(outside.sent).toEqual([]);
  });

  test("what comes from outside at an instant goes before a message of that instant", () => {
    const outside = sending();
    const paid: Happening = { atMs: T0 + 2 * DAY, event: { kind: "paid" } };

    const { ended } = during(reminder, [traveller({ happenings: [paid] })], outside);

    expect([outside.sent, ended]).toEqual([[], new Map([["paid", 1]])]);
  });

  test("messages to one debtor at one instant leave as one", () => {
    const outside = sending();
    const three = [traveller(), traveller({ debtor: "debtor-2" }), traveller()];

    during(reminder, three, outside);

    expect(outside.sent.slice(0, 2)).toEqual([
      [2, 2],
      [2, 1],
    ]);
  });

  test.for<{ what: string; after: readonly Happening["event"][]; letters: readonly number[] }>([
    { what: "ends", after: [{ kind: "stopped", reason: "recalled" }], letters: [] },
    { what: "is held", after: [{ kind: "held", reason: "moratorium" }], letters: [] },
    {
      what: "is held and released",
      after: [
        { kind: "held", reason: "moratorium" },
        { kind: "released", reason: "moratorium" },
      ],
      letters: [1],
    },
  ])("sends nothing that a run took back because it $what at the same instant", (row) => {
    const outside = sending();
    const answer = compileToy(
      toyFlow(
        {
          ...ends,
          hear: ["listen", { events: ["replied"], ms: null }],
          send: ["send", { giveUpMs: DAY }],
        },
        "start.next>hear hear.replied>send send.sent>finish",
      ),
    );
    const events: readonly Happening["event"][] = [
      { kind: "happened", event: "replied" },
      ...row.after,
    ];
    const happenings = events.map((event) => ({ atMs: T0 + DAY, event }));

    during(answer, [traveller({ happenings })], outside);

    expect(outside.sent.map(([, letters]) => letters)).toEqual(row.letters);
  });

  test("what follows from a message reaches the run that waits for it", () => {
    const replied: Happening = {
      atMs: T0 + 3 * DAY,
      event: { kind: "happened", event: "replied" },
    };
    const outside = sending({ kind: "allowed" }, [replied]);

    during(reminder, [traveller()], outside);

    // To the later ones the reply comes as soon as they are sent: time never goes back.
    expect(outside.sent.slice(0, 4).map(([day]) => day)).toEqual([2, 5, 7, 9]);
  });

  test("a message that the gate defers for good is given up, and never sent", () => {
    const outside = sending({ kind: "deferred", untilMs: T0 + 60 * DAY, rules: [] });

    const { ended } = during(reminder, [traveller()], outside);

    expect([outside.sent, ended]).toEqual([[], new Map([["send.not-allowed", 1]])]);
  });
});

test("what a flow writes down is known to it ever after", () => {
  const field = "custom.score";
  const flow = compileToy(
    toyFlow(
      {
        ...ends,
        set: ["set", { field, value: 9 }],
        nap: ["sleep", { ms: HOUR }],
        high: ["above", { field, bound: 5 }],
        low: ["pass"],
      },
      "start.next>set set.next>nap nap.next>high high.yes>finish high.no>low low.next>finish",
    ),
  );
  const knowing = traveller({ factsAt: () => toyFacts({ [field]: 0 }) });

  const { nodes } = during(flow, [knowing], sending());

  const high = [...nodes].find(([id]) => id === "high")?.[1];
  expect(high?.exits).toEqual(new Map([["yes", 1]]));
});

test("someone who returns is not met by what followed from the messages of the run before", () => {
  const flow = compileToy(
    toyFlow(
      {
        ...ends,
        send: ["send", { giveUpMs: DAY }],
        hear: ["listen", { events: ["replied"], ms: 20 * DAY }],
      },
      "start.next>send send.sent>hear hear.replied>finish",
    ),
  );
  const stopped: Happening = { atMs: T0 + DAY, event: { kind: "stopped", reason: "recalled" } };
  let sends = 0;
  const outside: Outside<Traveller> = {
    judge: () => ({ kind: "allowed" }),
    judgeStep: () => ({ kind: "allowed" }),
    send: (merged, nowMs) => {
      sends += 1;
      const replied = { kind: "happened", event: "replied" } as const;
      const later = sends === 1 ? [{ atMs: nowMs + 3 * DAY, event: replied }] : [];
      return merged.map(() => ({ result: { kind: "sent" }, later }));
    },
  };
  const returning = traveller({
    happenings: [stopped],
    mayReturn: true,
    nextEntryMs: (afterMs) => (afterMs < T0 ? T0 : afterMs < T0 + 2 * DAY ? T0 + 2 * DAY : null),
    enters: (_: number, previous: Run | null) => previous === null || previous.status === "ended",
  });

  const { runs, ended, nodes } = during(flow, [returning], outside);

  expect([runs, ended.get("recalled"), ended.get("finished")]).toEqual([2, 1, undefined]);
  expect([...nodes].find(([id]) => id === "hear")?.[1].exits).toEqual(
    new Map([
      ["ended:recalled", 1],
      ["timeout", 1],
    ]),
  );
});
