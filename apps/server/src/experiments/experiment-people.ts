import type { ArmFigure, experimentEndpoints, OutputOf, Role } from "@fairflow/contract";
import { peopleOfArm } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { seenPeople, SHOWN_PEOPLE } from "../reports/seen-people.ts";
import { withPatience } from "../segments/with-patience.ts";
import { askedSplit } from "./experiment-views.ts";

/**
 * Whom a figure of a share counts, as the reader may see them, a page at a time.
 *
 * @throws HttpError for a split at which nobody was drawn, and where counting them takes too long
 */
export async function experimentPeople(
  deps: Pick<AppDeps, "database" | "keys">,
  of: {
    readonly flowId: string;
    readonly nodeId: string;
    readonly arm: string;
    readonly figure: ArmFigure;
    readonly after: number;
    readonly role: Role;
  },
): Promise<OutputOf<typeof experimentEndpoints.experimentPeople>> {
  const { arm, figure, after, role } = of;
  const { asked } = await askedSplit(deps.database, of);
  const { people, currency } = await withPatience(deps.database, (tx) =>
    peopleOfArm(tx, asked, { arm, figure }, { after, limit: SHOWN_PEOPLE + 1 }),
  );
  const found = people.map((person) => ({ ...person, id: person.debtorId, attemptId: null }));
  return seenPeople(deps, { found, after, currency, role });
}
