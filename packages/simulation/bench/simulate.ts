import { performance } from "node:perf_hooks";
import { addDays, zoneNamed, type LocalDate } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { businessCalendar, compilePack } from "@fairflow/compliance";
import { holidayTables, packs, stopFacts } from "@fairflow/compliance/packs";
import { coreFields } from "@fairflow/criteria";
import { NodeId, parseFlow } from "@fairflow/flow";
import { compile, libraryOf } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { simulateLedger, type LedgerAccount } from "@fairflow/simulation";

/*
 * Steps (node visits) per second of one core: a flow with a segment, two messages, a condition and a wait, behind the gate
 * with the South African pack, history and merging on. Median of five, beside a calibration loop.
 */
const ACCOUNTS = 20_000;
const FLOOR = 300_000;

const node = (id: string, type: string, config: Record<string, unknown>) => ({
  id: NodeId.parse(id),
  type,
  name: id,
  config,
});
const edge = (from: string, exit: string, to: string) => ({ from, exit, to });
const overdue = {
  kind: "rule",
  field: "account.days_past_due",
  operator: "at_least",
  value: 1,
} as const;

const parsed = parseFlow({
  schema: "fairflow.flow/1",
  name: "Benchmark",
  nodes: [
    node("start", "start", {
      entry: { kind: "segment", segment: "open" },
      reentry: { kind: "never" },
    }),
    node("who", "segment", { segments: [{ id: "late", segment: "late" }] }),
    node("sms", "sms", { template: "sms", purpose: "collection", giveUpAfterDays: 3 }),
    node("pause", "wait", { kind: "days", days: 2 }),
    node("large", "condition", {
      branches: [
        {
          id: "yes",
          label: "Large",
          criteria: {
            kind: "rule",
            field: "account.balance",
            operator: "more_than",
            value: 50_000,
          },
        },
      ],
    }),
    node("email", "email", { template: "email", purpose: "collection", giveUpAfterDays: 3 }),
    node("end", "end", { reason: "done" }),
  ],
  edges: [
    edge("start", "next", "who"),
    edge("who", "late", "sms"),
    edge("who", "else", "sms"),
    edge("sms", "sent", "pause"),
    edge("pause", "next", "large"),
    edge("large", "yes", "email"),
    edge("large", "else", "email"),
    edge("email", "sent", "end"),
  ],
  layout: {},
  notes: [],
  settings: { per: "account", priority: 50, attributionDays: 7, giveUpAfterDays: 3 },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));

const body = "Please pay {{ account.balance | money }}";
const library = libraryOf({
  segments: [
    {
      id: "open",
      name: "Open",
      version: 1,
      criteria: { kind: "rule", field: "account.status", operator: "is", value: "open" },
    },
    { id: "late", name: "Late", version: 1, criteria: overdue },
  ],
  templates: [
    { id: "sms", name: "SMS", channel: "sms", languages: { en: { body } }, fallback: ["en"] },
    {
      id: "email",
      name: "E-mail",
      channel: "email",
      languages: { en: { subject: "Your account", body } },
      fallback: ["en"],
    },
  ],
});
const compiled = compile({ catalog, flow: parsed.flow, library, fields: coreFields });
if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));

const zone = zoneNamed(zones, "Africa/Johannesburg");
const za = packs.get("za-core");
if (zone === undefined || za === undefined)
  throw new Error("The benchmark needs the South African tables");
const tables = { zones, holidays: holidayTables };
const law = compilePack(za, tables);
const from: LocalDate = "2026-02-02";
const ledger = Array.from({ length: ACCOUNTS }, (_, index): LedgerAccount => ({
  reference: `A${index}`,
  debtor: `D${index}`,
  kind: "invoice",
  debtorKind: "person",
  language: "en",
  zone,
  zoneName: "Africa/Johannesburg",
  subdivision: null,
  preferredChannel: "sms",
  channels: new Set(["sms", "email"] as const),
  payDay: null,
  debtorTags: [],
  currency: "ZAR",
  amountMinor: 10_000 + (index % 100) * 1_000,
  statedArrearsMinor: null,
  openedOn: addDays(from, index % 20),
  dueOn: addDays(from, (index % 20) + 5),
  settledOn: null,
  disputed: false,
  collector: "first_party",
  debtType: null,
  product: null,
  stage: null,
  tags: [],
  client: null,
  portfolio: null,
  custom: {},
}));

const rates: number[] = [];
for (let round = 0; round < 6; round += 1) {
  const began = performance.now();
  const report = simulateLedger({
    flow: parsed.flow,
    compiled: compiled.flow,
    library,
    ledger,
    packs: [compilePack(stopFacts, tables), law],
    calendar: businessCalendar(law),
    zone,
    from,
    to: "2026-03-31",
    lawAsOf: "2026-11-22",
    seed: 1,
    stopFacts: false,
  });
  // The first round warms the compiler up.
  if (round > 0) rates.push(report.steps / ((performance.now() - began) / 1000));
}
const stepsPerSecond = Math.round(rates.toSorted((one, other) => one - other)[2] ?? 0);
const result = {
  stepsPerSecond,
  floor: FLOOR,
  calibrationMs: calibrate(),
  holds: stepsPerSecond >= FLOOR,
};
process.stdout.write(
  process.argv.includes("--json")
    ? `${JSON.stringify(result)}\n`
    : `simulate: ${stepsPerSecond} steps/s (floor ${FLOOR}); calibration loop ${result.calibrationMs} ms\n`,
);
if (!result.holds) process.exitCode = 1;

/** A fixed piece of arithmetic: how fast this machine is at this moment. */
function calibrate(): number {
  const began = performance.now();
  let value = 1;
  for (let index = 0; index < 50_000_000; index += 1)
    value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
  return Math.round(performance.now() - began) + (value === 0 ? 1 : 0);
}
