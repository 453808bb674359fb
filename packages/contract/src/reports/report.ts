import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { readers } from "../role.ts";
import { Day, Id } from "../values.ts";

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
    }),
  ),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
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
