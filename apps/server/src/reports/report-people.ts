import type { OutputOf, reportEndpoints, ReportKind, ReportPeopleQuery } from "@fairflow/contract";
import { debtorNames } from "@fairflow/db";
import { peopleOfCell } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { maskedName, seesPeople } from "../debtors/masking.ts";
import { notFound } from "../http/http-error.ts";
import { withPatience } from "../segments/with-patience.ts";
import type { Reader } from "../sign-in/auth.ts";
import { scopeOf } from "./report-scope.ts";

const SHOWN = 50;

/**
 * Whom a figure of a report counts, as the reader may see them, a page at a time.
 *
 * @throws HttpError where no such figure opens its people, and where counting them takes too long
 */
export async function reportPeople(
  { database, keys }: Pick<AppDeps, "database" | "keys">,
  {
    kind,
    query,
    reader,
  }: {
    readonly kind: ReportKind;
    readonly query: ReportPeopleQuery;
    readonly reader: Reader & { readonly kind: "house" };
  },
): Promise<OutputOf<typeof reportEndpoints.reportPeople>> {
  const { table, row, column, after, ...asked } = query;
  const found = await withPatience(database, (tx) =>
    peopleOfCell(
      tx,
      { kind, by: asked.by, ...scopeOf(reader, asked) },
      { table, row, column },
      { after, limit: SHOWN + 1 },
    ),
  );
  if (found === undefined) throw notFound("figure");
  const shown = found.slice(0, SHOWN);
  const names = await debtorNames(database, keys(), [
    ...new Set(shown.map(({ debtorId }) => debtorId)),
  ]);
  return {
    people: shown.map(({ amount, ...person }) => {
      const name = names.get(person.debtorId) ?? "";
      return {
        ...person,
        label: seesPeople(reader.user.role) ? name : maskedName(name),
        amount: amount === null ? null : { minor: amount, currency: asked.currency },
      };
    }),
    next: found.length > SHOWN ? after + SHOWN : null,
  };
}
