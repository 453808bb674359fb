import type { OutputOf, reportEndpoints, ReportKind, ReportPeopleQuery } from "@fairflow/contract";
import { peopleOfCell } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { notFound } from "../http/http-error.ts";
import { withPatience } from "../segments/with-patience.ts";
import type { Reader } from "../sign-in/auth.ts";
import { scopeOf } from "./report-scope.ts";
import { seenPeople, SHOWN_PEOPLE } from "./seen-people.ts";

/**
 * Whom a figure of a report counts, as the reader may see them, a page at a time.
 *
 * @throws HttpError where no such figure opens its people, and where counting them takes too long
 */
export async function reportPeople(
  deps: Pick<AppDeps, "database" | "keys">,
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
  const found = await withPatience(deps.database, (tx) =>
    peopleOfCell(
      tx,
      { kind, by: asked.by, ...scopeOf(reader, asked) },
      { table, row, column },
      { after, limit: SHOWN_PEOPLE + 1 },
    ),
  );
  if (found === undefined) throw notFound("figure");
  return seenPeople(deps, {
    found,
    after,
    currency: asked.currency,
    role: reader.user.role,
  });
}
