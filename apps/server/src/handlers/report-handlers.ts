import { reportEndpoints } from "@fairflow/contract";
import { readKeptDays, readReport, readReportChoices } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { handle, handleReader, DONE } from "../http/handle.ts";
import { notFound } from "../http/http-error.ts";
import { reportPeople } from "../reports/report-people.ts";
import { addSchedule, endSchedule, listSchedules } from "../reports/report-schedules.ts";
import { scopeOf } from "../reports/report-scope.ts";

/** Reports from the daily close, for the house and, narrowed to their own accounts, for clients. */
export function reportHandlers(deps: AppDeps) {
  const { database } = deps;
  return {
    report: handleReader(reportEndpoints.report, async ({ input: { params, query }, reader }) => {
      const asked = { kind: params.kind, by: query.by, ...scopeOf(reader, query) };
      return { tables: shown(await readReport(database, asked)) };
    }),

    reportChoices: handleReader(reportEndpoints.reportChoices, async ({ reader }) => {
      const clientId = reader.kind === "client" ? reader.client.clientId : undefined;
      const [choices, days] = await Promise.all([
        readReportChoices(database, clientId),
        readKeptDays(database, { clientId }),
      ]);
      return {
        currencies: [...choices.currencies],
        clients: [...choices.clients],
        portfolios: [...choices.portfolios],
        products: [...choices.products],
        flows: [...choices.flows],
        days: days ?? null,
      };
    }),

    reportPeople: handle(reportEndpoints.reportPeople, ({ input: { params, query }, user }) =>
      reportPeople(deps, { kind: params.kind, query, reader: { kind: "house", user } }),
    ),

    reportSchedules: handle(reportEndpoints.reportSchedules, () => listSchedules(deps)),

    addReportSchedule: handle(reportEndpoints.addReportSchedule, ({ input: { body }, user }) =>
      addSchedule(database, body, user),
    ),

    endReportSchedule: handle(
      reportEndpoints.endReportSchedule,
      async ({ input: { params }, user }) => {
        if (!(await endSchedule(database, params.id, user))) throw notFound("schedule");
        return DONE;
      },
    ),
  };
}

/** As the contract has it: lists that may be written to. */
function shown(tables: Awaited<ReturnType<typeof readReport>>) {
  return tables.map(({ columns, rows, keys, ...table }) => ({
    ...table,
    columns: [...columns],
    keys: [...keys],
    rows: rows.map((row) => [...row]),
  }));
}
