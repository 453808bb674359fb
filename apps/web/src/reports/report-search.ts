import { z } from "zod";

/** What of a report stands in the URL. */
export const ReportSearch = z.object({
  kind: z.enum(["rolls", "ageing", "vintages", "collecting"]).default("rolls").catch("rolls"),
  currency: z.string().length(3).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  client: z.uuid().optional().catch(undefined),
  portfolio: z.uuid().optional().catch(undefined),
  product: z.string().max(200).optional().catch(undefined),
  flow: z.uuid().optional().catch(undefined),
  by: z.enum(["client", "portfolio", "product", "flow"]).optional().catch(undefined),
  /** The figure whose people are shown: its table, what its row is about, its column. */
  table: z.string().max(64).optional().catch(undefined),
  row: z.string().max(200).optional().catch(undefined),
  column: z.string().max(64).optional().catch(undefined),
});
export type ReportSearch = z.infer<typeof ReportSearch>;
