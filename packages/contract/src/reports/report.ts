import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { readers, signedIn } from "../role.ts";
import { Day, Id, Money } from "../values.ts";

export const ReportKind = z.enum(["rolls", "ageing", "vintages", "collecting"]);
export type ReportKind = z.infer<typeof ReportKind>;

/** What the lines of a comparison are. */
export const ReportBy = z.enum(["client", "portfolio", "product", "flow"]);
export type ReportBy = z.infer<typeof ReportBy>;

export const Currency = z.string().regex(/^[A-Z]{3}$/);

/** One table of a report. Money is in minor units of the report's currency, shares are of one, a price is per 100. */
export const ReportTable = z.strictObject({
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  columns: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      kind: z.enum(["text", "count", "money", "share", "price"]),
      /** Whether its figures open the people behind them. */
      opens: z.boolean().optional(),
    }),
  ),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  /** What each row is about, by which its people are asked for. */
  keys: z.array(z.string()),
});
export type ReportTable = z.infer<typeof ReportTable>;

/** Between which closes, and whose accounts. A client is always asked about its own. */
export const ReportQuery = z.strictObject({
  currency: Currency,
  from: Day,
  to: Day,
  client: Id.optional(),
  portfolio: Id.optional(),
  product: z.string().min(1).max(200).optional(),
  flow: Id.optional(),
  by: ReportBy.default("product"),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

export const report = endpoint({
  method: "GET",
  path: "/api/reports/:kind",
  summary: "A report between two daily closes; a client sees its own accounts alone",
  input: { params: z.strictObject({ kind: ReportKind }), query: ReportQuery },
  output: z.strictObject({ tables: z.array(ReportTable) }),
  policy: readers,
});

/** A figure: its table, what its row is about, and its column. */
export const ReportPeopleQuery = ReportQuery.extend({
  table: z.string().max(64),
  row: z.string().max(200),
  column: z.string().max(64),
  /** How many came before. */
  after: z.coerce.number().int().min(0).max(100_000).default(0),
});
export type ReportPeopleQuery = z.infer<typeof ReportPeopleQuery>;

export const PersonOfReport = z.strictObject({
  /** Of what is counted, not of the person: one may be there several times. */
  id: z.string(),
  debtorId: Id,
  label: z.string(),
  /** The client's number of the account, where it is one. */
  reference: z.string().nullable(),
  amount: Money.nullable(),
  /** The message or call, whose reasons can be shown. */
  attemptId: Id.nullable(),
});

export const reportPeople = endpoint({
  method: "GET",
  path: "/api/reports/:kind/people",
  summary: "Whom a figure of a report counts, those with the most money first, 50 at a time",
  input: { params: z.strictObject({ kind: ReportKind }), query: ReportPeopleQuery },
  output: z.strictObject({ people: z.array(PersonOfReport), next: z.int().nullable() }),
  policy: signedIn,
});

const Choice = z.strictObject({ id: Id, name: z.string() });

export const reportChoices = endpoint({
  method: "GET",
  path: "/api/report-choices",
  summary: "What reports can be asked about, and the days of which closes are kept",
  input: {},
  output: z.strictObject({
    /** The most used first. */
    currencies: z.array(Currency),
    clients: z.array(Choice),
    portfolios: z.array(Choice.extend({ clientId: Id })),
    products: z.array(z.string()),
    flows: z.array(Choice),
    /** Null before the first day was closed. */
    days: z.strictObject({ first: Day, last: Day }).nullable(),
  }),
  policy: readers,
});

/** `format` is xlsx, pdf or csv; with csv `table` names the one that is wanted. */
export const REPORT_FILE_PATH = "/api/reports/:kind/file";
