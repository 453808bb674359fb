import type { ReportKind } from "@fairflow/contract";
import type { Database } from "@fairflow/db";
import type { ReportPeriod, ReportScope } from "@fairflow/engine";
import type { ReportHead } from "./report-files.ts";

const REPORT_TITLES: Readonly<Record<ReportKind, string>> = {
  rolls: "Roll rates and cures",
  ageing: "Ageing",
  vintages: "Vintages",
  collecting: "Collecting",
};

/** What a report says of itself: between which closes, and whose accounts. */
export async function headOf(
  { sql }: Pick<Database, "sql">,
  kind: ReportKind,
  { scope, period }: { readonly scope: ReportScope; readonly period: ReportPeriod },
): Promise<ReportHead> {
  const { currency, clientId = null, portfolioId = null, product, flowId = null } = scope;
  const [names] = await sql<
    { client: string | null; portfolio: string | null; flow: string | null }[]
  >`
    select (select name from client where id = ${clientId}::uuid) as client,
      (select name from portfolio where id = ${portfolioId}::uuid) as portfolio,
      (select name from flow where id = ${flowId}::uuid) as flow`;
  const whose = [names?.client, names?.portfolio, product, names?.flow].filter(
    (each) => each !== null && each !== undefined,
  );
  const days =
    kind === "ageing" || kind === "vintages"
      ? `At the close of ${period.to}`
      : `From the close of ${period.from} to the close of ${period.to}`;
  return {
    title: REPORT_TITLES[kind],
    currency,
    subtitle: `${days}, in ${currency}. ${whose.length === 0 ? "All clients" : whose.join(", ")}.`,
  };
}
