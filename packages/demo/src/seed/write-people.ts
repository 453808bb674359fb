import {
  shardOf,
  upsertAccounts,
  upsertDebtors,
  type AddressInput,
  type DebtorInput,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { CURRENCY, ZONE_NAME } from "../demo-place.ts";
import { idAt, randomOf } from "../random.ts";
import type { DebtorIds } from "../history/life.ts";
import type { DemoPerson } from "../people/person.ts";
import type { DemoClient } from "./write-client.ts";

const FEED_SOURCE = "feed:demo";

/** Stores people and accounts as a client's feed does. @returns their ids by reference */
export async function writePeople(
  tx: Transaction,
  keyring: Keyring,
  of: {
    readonly seed: number;
    readonly client: DemoClient;
    readonly people: readonly DemoPerson[];
    readonly now: Date;
    readonly dataAsOf: Date;
  },
): Promise<ReadonlyMap<string, DebtorIds>> {
  const { seed, client, people, now, dataAsOf } = of;
  const { ids } = await upsertDebtors(tx, keyring, people.map(debtorInput), {
    clientId: client.clientId,
    country: "ZA",
    source: FEED_SOURCE,
    now,
    // Splits draw by it: the same people are in the same share in every demo.
    idOf: (reference) => idAt(randomOf(seed, "debtor", reference), now.getTime()),
  });
  // The client has dealt with them for years.
  await tx.sql`
    update address set state = 'right_party' where debtor_id = any(${[...ids.values()]}::uuid[])`;
  const accounts = await upsertAccounts(
    tx,
    keyring,
    people.flatMap((person) => accountInputs(person, ids.get(person.reference) ?? "")),
    { portfolioId: client.portfolioId, dataAsOf, now },
  );
  const addresses = await addressesOf(tx, [...ids.values()]);
  return new Map(
    people.map(({ reference, accounts: plans }) => {
      const debtorId = ids.get(reference) ?? "";
      const known = addresses.get(debtorId);
      return [
        reference,
        {
          debtorId,
          shard: shardOf(debtorId),
          partyId: known?.partyId ?? "",
          addresses: known?.addresses ?? { sms: null, email: null, letter: null },
          accounts: new Map(
            plans.map((plan) => [plan.reference, accounts.get(plan.reference)?.id ?? ""]),
          ),
        },
      ];
    }),
  );
}

function debtorInput(person: DemoPerson): DebtorInput {
  const addresses: AddressInput[] = [{ kind: "postal", value: person.postal }];
  if (person.phone !== null) addresses.push({ kind: "phone", value: person.phone });
  if (person.email !== null) addresses.push({ kind: "email", value: person.email });
  const fullName = `${person.firstName} ${person.lastName}`.trim();
  return {
    reference: person.reference,
    kind: person.kind,
    language: person.language,
    zone: ZONE_NAME,
    zoneSource: "country_default",
    name: fullName,
    ...(person.firstName === ""
      ? {}
      : { givenName: person.firstName, familyName: person.lastName }),
    ...(person.preferredChannel === null ? {} : { preferredChannel: person.preferredChannel }),
    ...(person.payDay === null ? {} : { payDay: person.payDay }),
    addresses,
  };
}

function accountInputs({ accounts }: DemoPerson, debtorId: string) {
  return accounts.map((plan) => ({
    reference: plan.reference,
    debtorId,
    kind: plan.kind,
    currency: CURRENCY,
    openedOn: plan.openedOn,
    dueDate: plan.charges.at(-1)?.dueOn,
    product: plan.product,
  }));
}

interface KnownAddresses {
  readonly partyId: string;
  readonly addresses: Record<"sms" | "email" | "letter", string | null>;
}

async function addressesOf(
  { sql }: Transaction,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, KnownAddresses>> {
  const rows = await sql<{ id: string; debtor_id: string; party_id: string; kind: string }[]>`
    select id, debtor_id, party_id, kind from address where debtor_id = any(${debtorIds}::uuid[])`;
  const known = new Map<string, KnownAddresses>();
  for (const { id, debtor_id: debtorId, party_id: partyId, kind } of rows) {
    const own = known.get(debtorId) ?? {
      partyId,
      addresses: { sms: null, email: null, letter: null },
    };
    known.set(debtorId, own);
    if (kind === "phone") own.addresses.sms = id;
    if (kind === "email") own.addresses.email = id;
    if (kind === "postal") own.addresses.letter = id;
  }
  return known;
}
