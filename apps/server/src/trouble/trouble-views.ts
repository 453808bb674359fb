import type { SignedInUser, TroubleAction, TroubleView } from "@fairflow/contract";
import { debtorNames, type Database, type Keyring } from "@fairflow/db";
import { readTroubles, type Trouble } from "@fairflow/engine";
import { maskedName, seesPeople } from "../debtors/masking.ts";
import { tellingProviders } from "./telling-providers.ts";

/** Who may do what about a trouble; whoever may not is not offered it. */
const MAY: Readonly<Record<TroubleAction, readonly SignedInUser["role"][]>> = {
  release: ["admin", "manager"],
  retry: ["admin", "manager", "specialist"],
  "was-sent": ["admin", "specialist"],
  "was-not-sent": ["admin", "specialist"],
  skip: ["admin", "specialist"],
  "hand-over": ["admin", "manager", "specialist"],
};

/** A provider that rests is woken, and its silence is looked into, by whoever looks after providers. */
const OF_PROVIDERS: ReadonlySet<SignedInUser["role"]> = new Set(["admin"]);

export function mayAct(
  role: SignedInUser["role"],
  { kind, action }: { readonly kind: Trouble["kind"]; readonly action: TroubleAction },
): boolean {
  if (action === "retry" && (kind === "provider-resting" || kind === "provider-silent")) {
    return OF_PROVIDERS.has(role);
  }
  return MAY[action].includes(role);
}

/** Everything that is wrong, with the people as the reader may see them. */
export async function troubleViews(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  role: SignedInUser["role"],
): Promise<TroubleView[]> {
  const troubles = await readTroubles(database, await tellingProviders(database));
  const ids = [
    ...new Set(troubles.flatMap(({ people }) => people.map(({ debtorId }) => debtorId))),
  ];
  const names = await debtorNames(database, keyring, ids);
  const nameOf = (debtorId: string) => {
    const name = names.get(debtorId);
    if (name === undefined) return "No name";
    return seesPeople(role) ? name : maskedName(name);
  };
  return troubles.map(({ since, people, actions, ...trouble }) => ({
    ...trouble,
    sinceMs: since.getTime(),
    people: people.map(({ debtorId }) => ({ debtorId, name: nameOf(debtorId) })),
    actions: actions.filter((action) => mayAct(role, { kind: trouble.kind, action })),
  }));
}
