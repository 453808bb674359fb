import { epochDay, zoneNamed, type Zones } from "@fairflow/calendar";
import {
  businessCalendar,
  type CompiledPack,
  type ContactCase,
  Purpose,
} from "@fairflow/compliance";
import type { FactValues } from "@fairflow/criteria";
import { coreMergeFields } from "@fairflow/template";
import type { MadeUpAccount, MadeUpPerson } from "../scenario/made-up-person.ts";
import type { Owed } from "./owed.ts";
import type { CaseAsked, TestAccount, TestPerson } from "./test-person.ts";

/** The law that made-up people live under. */
export interface TestLaw {
  readonly zones: Zones;
  /** Asked beside every other pack. */
  readonly stopFacts: CompiledPack;
  /** By id, each with the house rules that stand beside it. */
  readonly packs: ReadonlyMap<string, readonly CompiledPack[]>;
}

/** What keeps a scenario from being run at all, in plain words. */
export class UnrunnableScenarioError extends Error {
  override readonly name = "UnrunnableScenarioError";
}

/**
 * A person who does not exist, ready for a test run. Messages to them carry the name of the templates' previews.
 *
 * @throws UnrunnableScenarioError for a zone or a pack that is not there
 */
export function madeUpTestPerson(
  person: MadeUpPerson,
  of: {
    readonly law: TestLaw;
    readonly packIds: readonly string[];
    readonly startDay: number;
    readonly seed: number;
  },
): TestPerson {
  const { law, packIds, startDay, seed } = of;
  const zone = zoneNamed(law.zones, person.zone);
  if (zone === undefined) throw new UnrunnableScenarioError(`There is no time zone ${person.zone}`);
  const packs = [law.stopFacts, ...packIds.flatMap((id) => packsNamed(law, id))];
  const [, place = law.stopFacts] = packs;
  const calendar = businessCalendar(place, person.subdivision ?? undefined);
  return {
    key: `made-up/${seed}`,
    zone,
    languages: [person.language],
    names: { first: SAMPLE_FIRST_NAME, full: SAMPLE_FULL_NAME },
    accounts: person.accounts.map((account) =>
      testAccount(person, account, { packs, calendar, startDay }),
    ),
    channels: new Set(person.channels),
    attempts: [],
    lastContactDay: null,
    holds: person.accounts
      .filter(({ isDisputed }) => isDisputed)
      .map(({ reference }) => disputeAbout(reference)),
    linkUrl: null,
    caseOf: (asked) => caseOf(person, asked),
  };
}

/** A dispute sends runs to their pause, or holds them by itself: as a hold it keeps back attempts only. */
function disputeAbout(accountId: string): TestPerson["holds"][number] {
  return { state: "dispute_open", accountId, untilMs: null, holdsRuns: false };
}

const SAMPLE_FIRST_NAME = sampleOf("debtor.first_name");
const SAMPLE_FULL_NAME = sampleOf("debtor.full_name");

function sampleOf(field: string): string {
  return String(coreMergeFields.find(({ id }) => id === field)?.sample ?? "");
}

function packsNamed({ packs }: TestLaw, id: string): readonly CompiledPack[] {
  const found = packs.get(id);
  if (found === undefined) throw new UnrunnableScenarioError(`There is no rule pack ${id}`);
  return found;
}

function testAccount(
  person: MadeUpPerson,
  account: MadeUpAccount,
  of: {
    readonly packs: readonly CompiledPack[];
    readonly calendar: TestAccount["calendar"];
    readonly startDay: number;
  },
): TestAccount {
  const { packs, calendar, startDay } = of;
  const { client, portfolio, brand, language, currency } = person;
  return {
    id: account.reference,
    currency,
    portfolioId: portfolio,
    owed: owedAtStart(account, startDay),
    values: knownOf(person, account),
    fixed: { ...person.facts, ...account.facts },
    packs,
    calendar,
    spoken: {
      reference: account.reference,
      client,
      portfolio,
      brand,
      languages: [language],
      isWithheld: false,
    },
  };
}

/** What is overdue without a day has been so since the day before. */
function owedAtStart({ balanceMinor, arrearsMinor, dueOn }: MadeUpAccount, startDay: number): Owed {
  const dueDay = dueOn === null ? null : epochDay(dueOn);
  const isMissed = dueDay !== null && dueDay < startDay;
  const overdue = Math.min(arrearsMinor ?? (isMissed ? balanceMinor : 0), balanceMinor);
  const rest = balanceMinor - overdue;
  const overdueSince = overdue === 0 ? null : isMissed ? dueDay : startDay - 1;
  const fallsDue = dueDay !== null && !isMissed && rest > 0;
  return {
    balanceMinor,
    arrearsMinor: overdue,
    overdueSince,
    dues: fallsDue ? [{ day: dueDay, minor: rest }] : [],
  };
}

function knownOf(person: MadeUpPerson, account: MadeUpAccount): FactValues {
  return {
    "account.kind": account.kind,
    "account.currency": person.currency,
    "account.opened_on": account.openedOn,
    "account.product": account.product,
    "account.stage": account.stage,
    "account.tags": account.tags,
    "account.times_late_12m": 0,
    "account.promises_broken": 0,
    "account.client": person.client,
    "account.portfolio": person.portfolio,
    "debtor.kind": person.kind,
    "debtor.language": person.language,
    "debtor.preferred_channel": person.preferredChannel,
    "debtor.tags": person.tags,
    "debtor.pay_day": person.payDay,
  };
}

function caseOf(
  person: MadeUpPerson,
  { channel, purpose, step, accounts }: CaseAsked,
): ContactCase {
  const { zone, collector, subdivision } = person;
  return {
    zones: [zone],
    zoneSource: "consumer_stated",
    actor: collector,
    ...(subdivision === null ? {} : { subdivision }),
    // A made-up person has one address on each channel.
    ...(channel === null ? {} : { channel, addressId: channel }),
    purpose: Purpose.parse(purpose),
    ...(step === undefined ? {} : { step }),
    debts: person.accounts
      .filter(({ reference }) => accounts.includes(reference))
      .map((account) => debtOf(account)),
    states: [],
    history: [],
    notices: [],
  };
}

function debtOf({
  reference,
  debtType,
  inDefaultSince,
  dueOn,
}: MadeUpAccount): ContactCase["debts"][number] {
  const since = inDefaultSince ?? dueOn;
  return {
    debtId: reference,
    accountId: reference,
    ...(debtType === null ? {} : { debtType }),
    ...(since === null ? {} : { inDefaultSince: since }),
  };
}
