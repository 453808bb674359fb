import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { RuleName } from "../rule-view.ts";
import { Day, Id, InstantMs, Money } from "../values.ts";
import { Figure, FigureId, FigureValue } from "./figures-of-day.ts";

const READERS = only("admin", "manager");

/** Of one portfolio alone, of one client's, or of all. */
export const DashboardScope = z.strictObject({
  client: Id.optional(),
  portfolio: Id.optional(),
});
export type DashboardScope = z.infer<typeof DashboardScope>;

/** The month up to today, and the month before up to the same working day. */
export const ComparedDays = z.strictObject({
  from: Day,
  through: Day,
  comparedFrom: Day,
  comparedThrough: Day,
  /** Of the month, counted from 1; 0 before the first. */
  workingDay: z.int(),
});
export type ComparedDays = z.infer<typeof ComparedDays>;

export const Alert = z.discriminatedUnion("kind", [
  /** By which share of what it was a figure fell or rose, where that is the worse way. */
  z.strictObject({ kind: z.literal("worse"), figure: FigureId, by: z.number() }),
  z.strictObject({ kind: z.literal("stale"), portfolio: z.string(), sinceMs: InstantMs }),
  z.strictObject({ kind: z.literal("cash"), lines: z.int() }),
]);
export type Alert = z.infer<typeof Alert>;

export const Dashboard = z.strictObject({
  days: ComparedDays,
  portfolios: z.array(
    z.strictObject({ id: Id, name: z.string(), clientId: Id, client: z.string() }),
  ),
  figures: z.array(Figure),
  /** What was collected up to each working day of the month, and of the month before; in the currency that brought the most. */
  pace: z.strictObject({
    currency: z.string(),
    points: z.array(
      z.strictObject({
        workingDay: z.int(),
        collected: z.int().nullable(),
        before: z.int().nullable(),
      }),
    ),
  }),
  /** The last 30 days, today last. */
  daily: z.array(
    z.strictObject({ day: Day, attempts: z.int(), contacts: z.int(), keptBack: z.int() }),
  ),
  /** As of the last close that was kept; null before the first. */
  funnel: z
    .strictObject({
      day: Day,
      buckets: z.array(
        z.strictObject({ bucket: z.string(), accounts: z.int(), arrears: z.array(Money) }),
      ),
    })
    .nullable(),
  held: z.array(z.strictObject({ state: z.string(), holds: z.int() })),
  keptBack: z.array(z.strictObject({ rule: RuleName, times: z.int(), before: z.int() })),
  unallocated: z.strictObject({ amounts: z.array(Money), lines: z.int() }),
  flows: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      entries: z.int(),
      /** Of these entries, those that ended well in the same days. */
      converted: z.int(),
      /** All that ended well in these days, whenever they began. */
      goals: z.int(),
      collected: z.array(Money),
      /** Entries that ended well on each of the last 30 days. */
      goalsByDay: z.array(z.int()),
    }),
  ),
  alerts: z.array(Alert),
});
export type Dashboard = z.infer<typeof Dashboard>;

const dashboard = endpoint({
  method: "GET",
  path: "/api/dashboard",
  summary: "The month up to today against the month before up to the same working day",
  input: { query: DashboardScope },
  output: Dashboard,
  policy: READERS,
});

/** A part of a figure: a channel, a rule, a state, a flow, a portfolio. */
export const FigurePart = z.strictObject({
  /** Opens its people. */
  detail: z.string(),
  /** As the installation calls it; null where the screen has the words. */
  name: z.string().nullable(),
  value: FigureValue,
  before: FigureValue.nullable(),
});
export type FigurePart = z.infer<typeof FigurePart>;

export const FigureDetail = z.strictObject({
  days: ComparedDays,
  figure: Figure,
  byDay: z.array(z.strictObject({ day: Day, value: FigureValue })),
  parts: z.array(FigurePart),
  /** What rules kept back in the same days, where that moves the figure; each opens its people as `kept_back`. */
  rules: z.array(z.strictObject({ rule: RuleName, times: z.int(), before: z.int() })),
});
export type FigureDetail = z.infer<typeof FigureDetail>;

const figureDetail = endpoint({
  method: "GET",
  path: "/api/dashboard/figures/:figure",
  summary: "One figure by day and by part, and the rules behind it",
  input: { params: z.strictObject({ figure: FigureId }), query: DashboardScope },
  output: FigureDetail,
  policy: READERS,
});

export const PersonBehind = z.strictObject({
  /** Of what is counted, not of the person: one may be there several times. */
  id: z.string(),
  debtorId: Id,
  label: z.string(),
  atMs: InstantMs.nullable(),
  day: Day,
  /** The channel, the rule, the state, ...: the detail of the figure. */
  detail: z.string(),
  amount: Money.nullable(),
  /** The message or call, whose reasons can be shown. */
  attemptId: Id.nullable(),
});
export type PersonBehind = z.infer<typeof PersonBehind>;

const figurePeople = endpoint({
  method: "GET",
  path: "/api/dashboard/figures/:figure/people",
  summary: "Who is behind a figure of the month up to today, or of one of its parts, 50 at a time",
  input: {
    params: z.strictObject({ figure: FigureId }),
    query: DashboardScope.extend({
      detail: z.string().max(200).optional(),
      cursor: z.string().max(200).optional(),
    }),
  },
  output: z.strictObject({
    people: z.array(PersonBehind),
    next: z.string().nullable(),
    /** The rule that was asked about, in full. */
    rule: RuleName.nullable(),
  }),
  policy: READERS,
});

/** What the dashboard shows as a file: `?format=csv|xlsx&client=&portfolio=`, of one figure with `&figure=`. */
export const DASHBOARD_EXPORT_PATH = "/api/dashboard/export";

export const dashboardEndpoints = { dashboard, figureDetail, figurePeople } as const;
