import { epochDayAt, isBusinessDay, localTime, weekdayOf } from "@fairflow/calendar";
import { beforeAll, describe, expect, test } from "vitest";
import { demoPlace, demoStart } from "../demo-place.ts";
import { demoFlows } from "../flows/demo-flows.ts";
import { makePeople } from "../people/make-people.ts";
import type { DemoPerson } from "../people/person.ts";
import { countRows } from "./counting.ts";
import { historyWorld, TOLERANCE } from "./history-world.ts";
import type { DebtorIds } from "./life.ts";
import { liveDebtor } from "./live-debtor.ts";
import type { DebtorRows } from "./rows.ts";
import type { AttemptRow } from "./run-rows.ts";

const place = demoPlace();
const start = demoStart(place, new Date("2026-11-22T10:00:00Z"));
const flows = demoFlows(place.zone, start.today);
const LEFT: ReadonlySet<string> = new Set(["accepted", "delivered"]);

describe("ninety days of 250 debtors", () => {
  let histories: readonly DebtorRows[];
  beforeAll(() => {
    histories = livedBy({ seed: 7, debtors: 250 });
  });

  test("are the same for the same seed, and others for another", () => {
    const few = livedBy({ seed: 7, debtors: 40 });

    expect(few).toEqual(histories.slice(0, 40));
    expect(livedBy({ seed: 8, debtors: 40 })).not.toEqual(few);
  });

  test("leave at every node as many as entered, but for those who stand there (I8)", () => {
    const balance = new Map<string, number>();
    const add = (key: string, by: number) => balance.set(key, (balance.get(key) ?? 0) + by);
    for (const { flow_key: flow, version_number: version, node_id: node, ...row } of countRows(
      histories,
    )) {
      if (row.metric === "entered") add(`${flow} ${version} ${node}`, row.count);
      if (row.metric === "left") add(`${flow} ${version} ${node}`, -row.count);
    }
    const present = new Map<string, number>();
    for (const { flow_key: flow, version_number: version, run } of all((rows) => rows.runs)) {
      if (run.node === null) continue;
      const key = `${flow} ${version} ${run.node}`;
      present.set(key, (present.get(key) ?? 0) + 1);
    }

    expect(present.size).toBeGreaterThan(5);
    expect(new Map([...balance].filter(([, left]) => left !== 0))).toEqual(present);
  });

  test("have a verdict for every attempt, and none that went without leave (I5)", () => {
    const attempts = all((rows) => rows.attempts);

    expect(attempts.length).toBeGreaterThan(200);
    expect(
      attempts.filter(({ verdict, status }) => (verdict === "allowed") !== isAllowed(status)),
    ).toEqual([]);
    expect(attempts.filter(({ verdict_packs: packs }) => packs.length !== 2)).toEqual([]);
  });

  test("reach nobody on a Sunday, a public holiday or at night", () => {
    const atWrongTime = all((rows) => rows.attempts)
      .filter(({ status, channel }) => LEFT.has(status) && channel !== "letter")
      .filter(({ accepted_at: at }) => {
        const { date, minute } = localTime(place.zone, new Date(at ?? ""));
        const isSaturday = weekdayOf(date) === "sat";
        if (!isSaturday && !isBusinessDay(place.calendar, date)) return true;
        return isSaturday
          ? minute < 9 * 60 || minute >= 13 * 60
          : minute < 8 * 60 || minute >= 20 * 60;
      });

    expect(atWrongTime).toEqual([]);
  });

  test("demand nothing of what is paid", () => {
    const late = histories.flatMap((rows) =>
      rows.attempts.filter(
        (attempt) =>
          LEFT.has(attempt.status) &&
          attempt.account_ids.some((id) => owedAt(rows, id, attempt) <= TOLERANCE),
      ),
    );

    expect(late).toEqual([]);
  });

  test("contact nobody about a debt while it is disputed", () => {
    const disputed = histories.flatMap(({ attempts, disputes }) =>
      disputes.flatMap((dispute) =>
        attempts.filter(
          ({ status, account_ids: ids, accepted_at: at }) =>
            LEFT.has(status) &&
            ids.includes(dispute.account_id) &&
            (at ?? "") > dispute.opened_at &&
            (dispute.decided_at === null || (at ?? "") < dispute.decided_at),
        ),
      ),
    );

    expect(all((rows) => rows.disputes).length).toBeGreaterThan(0);
    expect(disputed).toEqual([]);
  });

  test("go on with a run in the version in which it began, and end before the demo begins", () => {
    const first =
      flows.flows.find(({ key }) => key === "early-arrears")?.versions[1]?.publishedMs ?? 0;
    const runs = all((rows) => rows.runs).filter((row) => row.flow_key === "early-arrears");

    for (const { version_number: version, started_at: at } of runs) {
      expect(version === 1).toBe(Date.parse(at) < first);
    }
    const last = Math.max(...all((rows) => rows.steps).map(({ at }) => Date.parse(at)));
    expect(last).toBeLessThan(start.nowMs);
    expect(epochDayAt(place.zone, last)).toBe(epochDayAt(place.zone, start.nowMs));
  });

  function all<Item>(of: (rows: DebtorRows) => readonly Item[]): readonly Item[] {
    return histories.flatMap(of);
  }
});

test("begins on the morning of the latest working day", () => {
  expect(start).toEqual({ today: "2026-11-20", nowMs: Date.parse("2026-11-20T05:30:00Z") });
  // The Day of Reconciliation is a Wednesday.
  expect(demoStart(place, new Date("2026-12-16T12:00:00Z")).today).toBe("2026-12-15");
});

function livedBy(of: { readonly seed: number; readonly debtors: number }): readonly DebtorRows[] {
  const world = historyWorld({ seed: of.seed, place, start, flows, clientId: "client" });
  const people = makePeople({ ...of, zone: place.zone, today: start.today });
  return people.map((person, index) => liveDebtor(world, person, idsOf(person, index)));
}

function idsOf(person: DemoPerson, index: number): DebtorIds {
  return {
    debtorId: `debtor-${index}`,
    shard: index % 128,
    partyId: `party-${index}`,
    addresses: {
      sms: person.phone === null ? null : `phone-${index}`,
      email: person.email === null ? null : `email-${index}`,
      letter: `post-${index}`,
    },
    accounts: new Map(person.accounts.map(({ reference }) => [reference, reference])),
  };
}

function isAllowed(status: AttemptRow["status"]): boolean {
  return status !== "deferred" && status !== "forbidden";
}

function owedAt(
  { bookings }: DebtorRows,
  accountId: string,
  { accepted_at: at }: AttemptRow,
): number {
  return bookings
    .filter((entry) => entry.account_id === accountId && entry.recorded_at <= (at ?? ""))
    .reduce((sum, { amount }) => sum + amount, 0);
}
