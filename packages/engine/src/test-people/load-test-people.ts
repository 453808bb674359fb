import { epochDay, epochDayAt, isLocalDate, localTime, type LocalDate } from "@fairflow/calendar";
import type { ContactCase } from "@fairflow/compliance";
import type { Field, FactValues } from "@fairflow/criteria";
import { loadFacts, type Transaction } from "@fairflow/db";
import { MessageChannel } from "@fairflow/interpreter";
import type { Owed, TestAccount, TestPerson } from "@fairflow/simulation";
import { addressesFor } from "../addresses.ts";
import { contactCase } from "../contact-case.ts";
import type { AccountFacts, ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import { loadContacts } from "../load-contacts.ts";
import { loadDebtors } from "../load-debtors.ts";
import { loadPortfolios } from "../load-portfolios.ts";
import { asIfActive } from "../law/as-if-active.ts";
import { holdsRuns } from "../run-holds.ts";
import { calendarOf, packsOf, portfolioOf, zoneOf, type Law, type Terms } from "../world.ts";
import { readOwed } from "./read-owed.ts";

export interface TestPeopleAsked {
  readonly debtorIds: readonly string[];
  /** Every pack of it is read as if it were active. */
  readonly law: Law;
  /** When their test runs begin; what is known of them is what is known now. */
  readonly startMs: number;
  /** The installation's own fields, of which personal ones are none. */
  readonly custom: readonly Field[];
}

/** Debtors ready for test runs, by id, without their names; those without an account that is not closed are left out. */
export async function loadTestPeople(
  tx: Transaction,
  { debtorIds, law: inForce, startMs, custom }: TestPeopleAsked,
): Promise<ReadonlyMap<string, TestPerson>> {
  const [debtors, contacts, portfolios, owed] = await Promise.all([
    loadDebtors(tx.sql, debtorIds),
    loadContacts(tx.sql, debtorIds, startMs),
    loadPortfolios(tx.sql),
    readOwed(tx, debtorIds),
  ]);
  const law = asIfActive(inForce);
  const terms: Terms = { law, portfolios };
  const byDay = Map.groupBy(debtors.values(), ({ zone }) => dayIn(terms, zone, startMs));
  const values = new Map<string, FactValues>();
  for (const [today, of] of byDay) {
    const facts = await loadFacts(tx, { of: { debtors: of.map(({ id }) => id) }, today, custom });
    for (const each of facts) values.set(each.accountId, each.values);
  }
  const people = [...debtors.values()].flatMap((debtor) => {
    const known = contacts.get(debtor.id);
    if (known === undefined) return [];
    const zone = zoneOf(law, debtor.zone);
    const startDay = epochDayAt(zone, startMs);
    const accounts = [...debtor.accounts.values()].flatMap((account): TestAccount[] => {
      const facts = values.get(account.id);
      const amounts = owed.get(account.id);
      if (facts === undefined || amounts === undefined) return [];
      const portfolio = portfolioOf(terms, account.portfolioId);
      return [
        {
          id: account.id,
          currency: amounts.currency,
          portfolioId: account.portfolioId,
          owed: owedAt(amounts, facts, startDay),
          values: facts,
          fixed: {},
          packs: packsOf(terms, [account]),
          calendar: calendarOf(law, portfolio),
          spoken: {
            reference: amounts.reference,
            client: portfolio.clientName,
            portfolio: portfolio.name,
            brand: portfolio.brand,
            languages: portfolio.languages,
            isWithheld: amounts.isWithheld,
          },
        },
      ];
    });
    if (accounts.length === 0) return [];
    const [first] = accounts;
    return [
      {
        ...reachedBy(known),
        key: debtor.id,
        zone,
        languages: [debtor.language],
        names: { first: null, full: null },
        accounts,
        lastContactDay: dayBefore(first?.values["history.days_since_last_contact"], startDay),
        holds: debtor.holds.flatMap(({ state, accountId, untilMs, channel, addressId }) =>
          channel === null && addressId === null
            ? [{ state, accountId, untilMs, holdsRuns: holdsRuns(state) }]
            : [],
        ),
        linkUrl: null,
        caseOf: caseReader(terms, debtor, known),
      } satisfies TestPerson,
    ];
  });
  return new Map(people.map((person) => [person.key, person]));
}

function dayIn({ law }: Terms, zone: string, atMs: number): LocalDate {
  return localTime(zoneOf(law, zone), new Date(atMs)).date;
}

type Amounts = NonNullable<ReturnType<Awaited<ReturnType<typeof readOwed>>["get"]>>;

/** What is overdue as the facts have it, and what falls due from the start on. */
function owedAt(
  { balanceMinor, oldestUnpaidOn, dueOn, items }: Amounts,
  facts: FactValues,
  startDay: number,
): Owed {
  const arrears = facts["account.arrears"];
  const arrearsMinor = typeof arrears === "number" ? arrears : 0;
  const oldest = dayOf(oldestUnpaidOn);
  const dues = items
    .map(({ dueOn: on, unpaidMinor }) => ({ day: dayOf(on) ?? 0, minor: unpaidMinor }))
    .filter(({ day }) => day >= startDay);
  const due = dayOf(dueOn);
  const onlyDue = dues.length === 0 && arrearsMinor === 0 && due !== null && due >= startDay;
  return {
    balanceMinor,
    arrearsMinor,
    overdueSince:
      arrearsMinor === 0 ? null : oldest !== null && oldest < startDay ? oldest : startDay - 1,
    dues: onlyDue ? [{ day: due, minor: balanceMinor }] : dues,
  };
}

function reachedBy(contacts: ContactFacts): Pick<TestPerson, "channels" | "attempts"> {
  const left = contacts.attempts
    .filter(({ direction, status }) => direction === "outbound" && LEFT.has(status))
    .map(({ plannedFor, channel }) => ({ day: dayOf(plannedFor) ?? 0, channel }))
    .toSorted((one, other) => one.day - other.day);
  return {
    channels: new Set(
      MessageChannel.options.filter((channel) => addressesFor(contacts, channel).length > 0),
    ),
    attempts: left,
  };
}

const LEFT: ReadonlySet<string> = new Set(["dispatching", "in_doubt", "accepted", "delivered"]);

function dayBefore(days: FactValues[string] | undefined, startDay: number): number | null {
  return typeof days === "number" ? startDay - days : null;
}

function dayOf(date: string | null): number | null {
  return date !== null && isLocalDate(date) ? epochDay(date) : null;
}

/** The case as the engine would put it to the gate, on what is known now. */
function caseReader(
  terms: Terms,
  debtor: DebtorFacts,
  contacts: ContactFacts,
): TestPerson["caseOf"] {
  return ({ channel, purpose, step, accounts }, nowMs): ContactCase => {
    const own = accounts.flatMap((id): AccountFacts[] => {
      const account = debtor.accounts.get(id);
      return account === undefined ? [] : [account];
    });
    const [first] = own;
    if (first === undefined) throw new RangeError("A message speaks of at least one account");
    const [address = null] = channel === null ? [] : addressesFor(contacts, channel);
    const asked = contactCase(
      {
        debtor,
        contacts,
        accounts: own,
        portfolio: portfolioOf(terms, first.portfolioId),
        channel,
        purpose,
        step,
        address,
        except: null,
        alsoPlanned: [],
      },
      nowMs,
    );
    // The client's files are taken to keep coming.
    return { ...asked, states: asked.states.filter(({ state }) => state !== "stale_data") };
  };
}
