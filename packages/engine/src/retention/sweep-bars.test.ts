import { addDays, addMonths, type LocalDate } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { compilePack } from "@fairflow/compliance";
import { holidayTables, packs } from "@fairflow/compliance/packs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PortfolioTerms } from "../debtor-facts.ts";
import type { Terms } from "../world.ts";
import type { DebtorRecords, RecordedAccount } from "./debtor-records.ts";
import { monthsKept } from "./retention-setting.ts";
import { lastHappenedOn, sweepBarsOf } from "./sweep-bars.ts";

const PORTFOLIO = "01a204ff-69d0-792c-af73-ac85280b668f";
const ANOTHER = "01a204ff-69d0-792c-af73-ac85280b6690";
const setting = { isOn: true, months: 24, portfolios: [], mostADay: 10 };
const law = (() => {
  const compiled = [...packs].map(([id, pack]) => {
    return [id, compilePack(pack, { zones, holidays: holidayTables })] as const;
  });
  const { "stop-facts": stopFacts, ...places } = Object.fromEntries(compiled);
  if (stopFacts === undefined) throw new Error("There are no stop facts");
  return { revision: 1, zones, stopFacts, packs: new Map(Object.entries(places)) };
})();

function termsOf(packId: string): Terms {
  const portfolio: PortfolioTerms = {
    id: PORTFOLIO,
    name: "Early arrears",
    clientId: PORTFOLIO,
    clientName: "Acme",
    collectorKind: "third_party",
    debtType: null,
    brand: "Acme",
    languages: ["en"],
    subdivision: null,
    smallBalanceTolerance: 0,
    maxDataAgeHours: null,
    dataAsOfMs: null,
    packIds: [packId],
  };
  return {
    law: { ...law, notActive: new Set(), housePacks: new Map() },
    portfolios: new Map([
      [PORTFOLIO, portfolio],
      [ANOTHER, { ...portfolio, id: ANOTHER }],
    ]),
  };
}

function closedOn(day: LocalDate, rest: Partial<RecordedAccount> = {}): RecordedAccount {
  const closedAt = new Date(`${day}T10:00:00Z`);
  const portfolioId = PORTFOLIO;
  return { portfolioId, debtType: null, isOver: true, closedAt, balance: 0, movedOn: day, ...rest };
}

function recordsOf(rest: Partial<DebtorRecords> = {}): DebtorRecords {
  return {
    debtorId: PORTFOLIO,
    zone: "Africa/Johannesburg",
    createdAt: new Date("2020-01-01T10:00:00Z"),
    accounts: [closedOn("2021-03-01")],
    openCases: 0,
    messagesUnderWay: 0,
    messagesPlanned: 0,
    lastContactAt: null,
    holds: 0,
    openTasks: 0,
    openRequests: 0,
    runsUnderWay: 0,
    lastEventAt: null,
    ...rest,
  };
}

const barsOn = (
  day: LocalDate,
  records: DebtorRecords,
  of: { readonly pack?: string; readonly setting?: typeof setting } = {},
) =>
  sweepBarsOf(termsOf(of.pack ?? "za-core"), records, {
    setting: of.setting ?? setting,
    now: new Date(`${day}T10:00:00Z`),
  });

test("a law that keeps records longer wins, and so does an installation that does", () => {
  // South Africa wants three years from the end of the account.
  expect(barsOn("2024-03-01", recordsOf())).toMatchObject([{ kind: "law", until: "2024-03-02" }]);
  expect(barsOn("2024-03-02", recordsOf())).toEqual([]);
  const longer = { ...setting, months: 48 };
  expect(barsOn("2025-02-28", recordsOf(), { setting: longer })).toEqual([
    { kind: "period", until: "2025-03-01" },
  ]);
  expect(barsOn("2025-03-01", recordsOf(), { setting: longer })).toEqual([]);
});

test.for<[what: string, rest: Partial<DebtorRecords>, kind: string]>([
  ["an open account", { accounts: [closedOn("2021-03-01", { isOver: false })] }, "open-accounts"],
  ["an open dispute or complaint", { openCases: 1 }, "open-cases"],
  ["a message that nobody knows the end of", { messagesUnderWay: 1 }, "under-way"],
  ["a hold", { holds: 1 }, "held"],
  ["an open task", { openTasks: 2 }, "tasks"],
  ["an open request about data", { openRequests: 1 }, "requests"],
  ["a credit balance", { accounts: [closedOn("2021-03-01", { balance: -1 })] }, "credit"],
  ["a flow that is under way", { runsUnderWay: 1 }, "running"],
  ["a message that waits to leave", { messagesPlanned: 1 }, "planned"],
  ["something that they said since", { lastEventAt: new Date("2029-01-01T10:00:00Z") }, "period"],
])("%s keeps somebody whose time is over, and says so", ([, rest, kind]) => {
  expect(barsOn("2030-01-01", recordsOf()).map((bar) => bar.kind)).toEqual([]);
  expect(barsOn("2030-01-01", recordsOf(rest)).map((bar) => bar.kind)).toEqual([kind]);
});

test("who has no law that is known here is kept", () => {
  expect(barsOn("2030-01-01", recordsOf(), { pack: "nowhere" })).toEqual([{ kind: "law-unknown" }]);
});

test("a portfolio may have a time of its own, and of several the longest counts", () => {
  const own = { months: 24, portfolios: [{ portfolioId: ANOTHER, months: 60 }] };

  expect(monthsKept(own, [PORTFOLIO])).toBe(24);
  expect(monthsKept(own, [PORTFOLIO, ANOTHER])).toBe(60);
  expect(monthsKept(own, [])).toBe(24);
});

test("nobody is due before every law and the installation's own time are over, and who is due stays so", () => {
  const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays("2016-01-01", days));
  const at = (on: LocalDate) => new Date(`${on}T10:00:00Z`);
  fc.assert(
    fc.property(
      fc.constantFrom<readonly [string, number]>(
        ["za-core", 36],
        ["us-federal-states", 36],
        ["au-core", 84],
      ),
      fc.record({ ended: day, moved: day, contact: fc.option(day), heard: fc.option(day) }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 0, max: 4_000 }),
      ([pack, lawMonths], days, months, later) => {
        const records = recordsOf({
          accounts: [closedOn(days.ended, { movedOn: days.moved })],
          lastContactAt: days.contact === null ? null : at(days.contact),
          lastEventAt: days.heard === null ? null : at(days.heard),
        });
        const today = addDays(days.ended, later);
        const of = { pack, setting: { ...setting, months } };
        if (barsOn(today, records, of).length > 0) return;

        const happened = [days.ended, days.moved, days.contact, days.heard].filter(
          (each) => each !== null,
        );
        for (const each of happened) expect(today >= addMonths(each, months)).toBe(true);
        const from = { "za-core": days.ended, "au-core": days.moved }[pack] ?? days.contact;
        expect(from === null || today > addMonths(from, lawMonths)).toBe(true);
        expect(lastHappenedOn(termsOf(of.pack), records)).toBe(happened.toSorted().at(-1));
        expect(barsOn(addDays(today, 1), records, of)).toEqual([]);
      },
    ),
  );
});
