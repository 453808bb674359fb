import { Actor } from "@fairflow/compliance";
import type { Role } from "@fairflow/contract";
import type { Field } from "@fairflow/criteria";
import type { Database, Keyring, Transaction } from "@fairflow/db";
import { loadTestPeople, type LawReader } from "@fairflow/engine";
import { MadeUpPerson, type TestPerson } from "@fairflow/simulation";
import { dateOfEpochDay } from "@fairflow/calendar";
import { MessageChannel } from "@fairflow/interpreter";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { notFound } from "../http/http-error.ts";

export interface TestedDebtorDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly law: LawReader;
}

/** A debtor as a test run takes them, masked for roles that do not work with people. */
export interface TestedDebtor {
  readonly person: TestPerson;
  readonly accountId: string;
  readonly packIds: readonly string[];
  readonly collector: string;
  readonly subdivision: string | null;
}

/** @throws HttpError 404 for an account that is not there or closed */
export async function testedDebtor(
  { database, keyring, law }: TestedDebtorDeps,
  asked: {
    readonly accountId: string;
    readonly startMs: number;
    readonly custom: readonly Field[];
    readonly role: Role;
  },
): Promise<TestedDebtor> {
  const [row] = await database.sql<OwnerRow[]>`
    select debtor_id, pack_ids, collector_kind, coalesce(debtor.subdivision, portfolio.subdivision) as subdivision
    from account join portfolio on portfolio.id = portfolio_id join debtor on debtor.id = debtor_id
    where account.id = ${asked.accountId} and account.status <> 'closed'`;
  if (row === undefined) throw notFound("account");
  const { startMs, custom } = asked;
  const inForce = await law.newest(database.sql);
  const people = await database.transaction((tx) =>
    loadTestPeople(tx, { debtorIds: [row.debtor_id], law: inForce, startMs, custom }),
  );
  const person = people.get(row.debtor_id);
  if (person === undefined) throw notFound("account");
  const isUnmasked = seesPeople(asked.role);
  const names = await namesOf(database, keyring, row.debtor_id);
  const shown = (name: string | null) => (name === null || isUnmasked ? name : maskedName(name));
  return {
    person: {
      ...person,
      names: { first: shown(names.first), full: shown(names.full) },
      accounts: isUnmasked
        ? person.accounts
        : person.accounts.map((account) => ({
            ...account,
            spoken: { ...account.spoken, reference: maskedNumber(account.spoken.reference) },
          })),
    },
    accountId: asked.accountId,
    packIds: row.pack_ids,
    collector: row.collector_kind,
    subdivision: row.subdivision,
  };
}

interface OwnerRow {
  readonly debtor_id: string;
  readonly pack_ids: readonly string[];
  readonly collector_kind: string;
  readonly subdivision: string | null;
}

async function namesOf(
  { sql }: Transaction,
  keyring: Keyring,
  debtorId: string,
): Promise<TestPerson["names"]> {
  const [party] = await sql<
    { id: string; given_name: Uint8Array | null; name: Uint8Array | null }[]
  >`select id, given_name, name from party where debtor_id = ${debtorId} and is_debtor`;
  if (party === undefined) return { first: null, full: null };
  const nameIn = (column: "given_name" | "name") => {
    const sealed = party[column];
    return sealed === null
      ? null
      : keyring.decryptText({ table: "party", column, row: party.id }, sealed);
  };
  return { first: nameIn("given_name"), full: nameIn("name") };
}

/** Facts that a made-up person may keep of a debtor: numbers, days, and words from a fixed list. Free text may hold a name. */
const KEPT_TYPES: ReadonlySet<string> = new Set(["number", "money", "date", "boolean", "choice"]);

/** Somebody with the same facts who is nobody: for a scenario, which keeps nothing of a debtor. */
export function withoutIdentity(
  { person, accountId, collector, subdivision }: TestedDebtor,
  custom: readonly Field[],
): MadeUpPerson {
  const own = person.accounts.find(({ id }) => id === accountId);
  const others = person.accounts.filter(({ id }) => id !== accountId);
  const known = own?.values ?? {};
  return MadeUpPerson.parse({
    kind: known["debtor.kind"] === "company" ? "company" : "person",
    language: person.languages[0],
    zone: person.zone.name,
    subdivision,
    collector: Actor.parse(collector),
    currency: own?.currency,
    channels: [...person.channels],
    preferredChannel: MessageChannel.safeParse(known["debtor.preferred_channel"]).data ?? null,
    payDay: known["debtor.pay_day"] ?? null,
    accounts: [...(own === undefined ? [] : [own]), ...others]
      .slice(0, 20)
      .map(({ owed, values }, index) => {
        const dueDay = owed.overdueSince ?? owed.dues[0]?.day;
        return {
          reference: `A${index + 1}`,
          kind: values["account.kind"],
          balanceMinor: owed.balanceMinor,
          arrearsMinor: owed.arrearsMinor,
          dueOn: dueDay === undefined ? null : dateOfEpochDay(dueDay),
          openedOn: values["account.opened_on"] ?? null,
          facts: Object.fromEntries(
            [
              "account.times_late_12m",
              "account.promises_broken",
              ...custom.filter(({ type }) => KEPT_TYPES.has(type)).map(({ id }) => id),
            ].flatMap((field) => {
              const value = values[field];
              return value === undefined || value === null ? [] : [[field, value]];
            }),
          ),
        };
      }),
  });
}
