import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import type { SimulatedMessage } from "@fairflow/simulation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { simulateFiles } from "./simulate-files.ts";

/*
 * The same flow under the law of other places, judged here by what the law says and by the zones of the platform, not
 * by the gate's own tables.
 */

const example = new URL("../../../../examples/early-arrears/", import.meta.url).pathname;
let folder: string;
let accounts: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairflow-abroad-"));
  accounts = join(folder, "ledger.csv");
  await writeFile(accounts, madeUpLedger({ seed: 1 }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Place {
  readonly pack: string;
  readonly constants: Readonly<Record<string, string>>;
  readonly flow?: (text: string) => string;
}

const NEW_YORK = {
  "debtor.zone": "America/New_York",
  "debtor.country": "US",
  "account.currency": "USD",
  "account.collector": "third_party",
};
const SYDNEY = {
  "debtor.zone": "Australia/Sydney",
  "debtor.country": "AU",
  "account.currency": "AUD",
  "account.collector": "third_party",
};

async function simulateIn({ pack, constants, flow = (text) => text }: Place) {
  const mapping = JSON.parse(await readFile(join(example, "ledger.mapping.json"), "utf8"));
  const mappingFile = join(folder, `${pack}.mapping.json`);
  const flowFile = join(folder, `${pack}.flow.json`);
  await writeFile(
    mappingFile,
    JSON.stringify({ ...mapping, constants: { ...mapping.constants, ...constants } }),
  );
  await writeFile(flowFile, flow(await readFile(join(example, "flow.json"), "utf8")));
  const messages: SimulatedMessage[] = [];
  const report = await simulateFiles(
    {
      flow: flowFile,
      accounts,
      mapping: mappingFile,
      history: "settled=SettledDate,disputed=Disputed",
      from: "2013-01-01",
      to: "2013-12-31",
      pack,
      seed: 1,
      stopFacts: true,
    },
    { onMessage: (message) => messages.push(message) },
  );
  return { report, messages };
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** The wall clock of a zone as the platform knows it: the date, the weekday and the minute of the day. */
function wallClock(zone: string, at: Date) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return {
    date: `${part("year")}-${part("month")}-${part("day")}`,
    weekday: WEEKDAYS.findIndex((day) => day === part("weekday")),
    minute: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** The most contacts that anyone, or any account, had within so many calendar days. */
function mostWithin(
  messages: readonly SimulatedMessage[],
  days: number,
  keysOf: (message: SimulatedMessage) => readonly string[],
): number {
  const byKey = Map.groupBy(
    messages.flatMap((message) =>
      keysOf(message).map((key) => ({
        key,
        day: dayNumber(wallClock(message.zone, message.at).date),
      })),
    ),
    ({ key }) => key,
  );
  let most = 0;
  for (const own of byKey.values()) {
    for (const { day } of own) {
      const within = own.filter((each) => each.day > day - days && each.day <= day).length;
      most = Math.max(most, within);
    }
  }
  return most;
}

test("in New York nobody is written to before 8 or from 21 o'clock, and what came too early waited", async () => {
  const { report, messages } = await simulateIn({ pack: "us-federal-states", constants: NEW_YORK });

  // 12 CFR 1006.6(b)(1)(i); letters have no hour.
  const outside = messages.filter(({ channel, zone, at }) => {
    const { minute } = wallClock(zone, at);
    return channel !== "letter" && (minute < 8 * 60 || minute >= 21 * 60);
  });
  expect(messages.length).toBeGreaterThan(500);
  expect(outside).toEqual([]);
  expect(report.deferred["us.regf.hours"]).toBeGreaterThan(0);
  expect(report).toMatchObject({ contactsAfterPayment: 0, contactsInDispute: 0 });
});

test("in New York City an account hears of its debt by text and e-mail three times a week at the most", async () => {
  const { report, messages } = await simulateIn({
    pack: "us-federal-states",
    constants: { ...NEW_YORK, "debtor.subdivision": "US-NY-NYC" },
    flow: impatient,
  });

  const electronic = messages.filter(({ channel }) => channel !== "letter");
  expect(mostWithin(electronic, 7, ({ accounts: own }) => own)).toBeLessThanOrEqual(3);
  expect(report.deferred["us-nyc.3in7"]).toBeGreaterThan(0);
});

test("in Sydney texts keep to the hours of RG 96, none leave on national holidays, and an account has three a week", async () => {
  const { report, messages } = await simulateIn({
    pack: "au-core",
    constants: SYDNEY,
    flow: impatient,
  });

  const texts = messages.filter(({ channel }) => channel === "sms");
  const outside = texts.filter(({ zone, at }) => {
    const { weekday, minute } = wallClock(zone, at);
    const opens = weekday === 0 || weekday === 6 ? 9 * 60 : 7 * 60 + 30;
    return minute < opens || minute >= 21 * 60;
  });
  const onHolidays = texts.filter(({ zone, at }) => HOLIDAYS.has(wallClock(zone, at).date));
  expect(texts.length).toBeGreaterThan(100);
  expect({ outside, onHolidays }).toEqual({ outside: [], onHolidays: [] });
  expect(mostWithin(messages, 7, ({ accounts: own }) => own)).toBeLessThanOrEqual(3);
  expect(mostWithin(messages, 31, ({ accounts: own }) => own)).toBeLessThanOrEqual(10);
  expect(report.deferred["au.rg96.hours_phone"]).toBeGreaterThan(0);
  expect(report.deferred["au.rg96.3perweek"]).toBeGreaterThan(0);
});

const Nodes = z.looseObject({
  flow: z.looseObject({
    nodes: z.array(z.looseObject({ type: z.string(), config: z.record(z.string(), z.unknown()) })),
  }),
});

/** A day between messages instead of a week, patience with the gate, and an e-mail instead of the letter. */
function impatient(text: string): string {
  const document = Nodes.parse(JSON.parse(text));
  const nodes = document.flow.nodes.map((node) => {
    const { type, config } = node;
    switch (type) {
      case "wait-for":
        return { ...node, config: { ...config, deadline: { kind: "days", days: 1 } } };
      case "letter":
        return {
          ...node,
          type: "email",
          config: { ...config, template: "missed-email", giveUpAfterDays: 20 },
        };
      case "sms":
      case "email":
        return { ...node, config: { ...config, giveUpAfterDays: 20 } };
      default:
        return node;
    }
  });
  return JSON.stringify({ ...document, flow: { ...document.flow, nodes } });
}

/** The public holidays that all of Australia kept in 2013. */
const HOLIDAYS: ReadonlySet<string> = new Set([
  "2013-01-01",
  "2013-01-28",
  "2013-03-29",
  "2013-04-01",
  "2013-04-25",
  "2013-12-25",
  "2013-12-26",
]);
