import type { Role } from "@fairflow/contract";
import { debtorNames } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { maskedName, seesPeople } from "../debtors/masking.ts";

/** How many people a page of a list shows. */
export const SHOWN_PEOPLE = 50;

interface Found {
  readonly debtorId: string;
  /** Minor units. */
  readonly amount: number | null;
}

/** A page of those whom a figure counts, as the reader may see them; what is found has one more than a page where more follow. */
export async function seenPeople<Person extends Found>(
  { database, keys }: Pick<AppDeps, "database" | "keys">,
  of: {
    readonly found: readonly Person[];
    readonly after: number;
    readonly currency: string;
    readonly role: Role;
  },
) {
  const { found, after, currency, role } = of;
  const shown = found.slice(0, SHOWN_PEOPLE);
  const names = await debtorNames(database, keys(), [
    ...new Set(shown.map(({ debtorId }) => debtorId)),
  ]);
  return {
    people: shown.map((person) => {
      const name = names.get(person.debtorId) ?? "";
      return {
        ...person,
        label: seesPeople(role) ? name : maskedName(name),
        amount: person.amount === null ? null : { minor: person.amount, currency },
      };
    }),
    next: found.length > SHOWN_PEOPLE ? after + SHOWN_PEOPLE : null,
  };
}
