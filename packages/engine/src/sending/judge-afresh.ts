import { addressesFor } from "../addresses.ts";
import type { Proposal } from "../contact-case.ts";
import type { AccountFacts, AddressFacts, ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import { judgeOrForbid, type Judgement } from "../gate.ts";
import { portfolioOf, type Terms } from "../world.ts";
import { countsAgainst, type Ranked } from "./outranks.ts";
import type { PlannedAttempt } from "./planned-attempts.ts";

/** What becomes of a planned attempt, judged on facts that were read under its debtor's lock (I5). */
export interface FreshVerdict {
  readonly attempt: PlannedAttempt;
  readonly judgement: Judgement;
  /** The accounts that the message may speak of. */
  readonly accounts: readonly AccountFacts[];
  /** Accounts that may not be spoken of now, each with its own verdict: their runs get that answer. */
  readonly leftOut: ReadonlyMap<string, Judgement>;
  readonly address: AddressFacts | null;
}

/** Asks the gate about the message as it would leave: every account of it, or those that may be spoken of. */
export function judgeAfresh(
  terms: Terms,
  of: {
    readonly attempt: PlannedAttempt;
    readonly debtor: DebtorFacts;
    readonly contacts: ContactFacts;
    readonly channel: string;
    readonly nowMs: number;
  },
): FreshVerdict {
  const { attempt, debtor, contacts, channel, nowMs } = of;
  const named = attempt.account_ids.flatMap((id) => debtor.accounts.get(id) ?? []);
  const accounts = named.filter(({ portfolioId }) => portfolioId === named[0]?.portfolioId);
  const [address = null] = addressesFor(contacts, channel);
  const ask = (some: readonly AccountFacts[]) =>
    judgeOrForbid(
      terms,
      proposal(terms, { debtor, contacts, attempt, channel, address }, some),
      nowMs,
    );
  const together = ask(accounts);
  const apart: ReadonlyMap<string, Judgement> = new Map(
    named
      .filter((account) => !accounts.includes(account))
      .map(({ id }) => [id, toBeSaidApart(together, nowMs)]),
  );
  const verdict = { attempt, judgement: together, accounts, leftOut: apart, address };
  if (together.verdict.kind === "allowed" || accounts.length < 2) return verdict;
  const alone = accounts.map((account) => ({ account, judgement: ask([account]) }));
  const kept = alone.flatMap(({ account, judgement }) =>
    judgement.verdict.kind === "allowed" ? [account] : [],
  );
  if (kept.length === accounts.length) return verdict;
  const leftOut = new Map([
    ...apart,
    ...alone.flatMap<[string, Judgement]>(({ account, judgement }) =>
      judgement.verdict.kind === "allowed" ? [] : [[account.id, judgement]],
    ),
  ]);
  // What forbids one account must not make another give up that only has to wait.
  if (kept.length === 0) return { ...verdict, leftOut };
  return { attempt, judgement: ask(kept), accounts: kept, leftOut, address };
}

const APART: readonly string[] = ["engine.other-portfolio"];

/** One message is under one portfolio's terms: what another's account has to say is planned as a message of its own. */
function toBeSaidApart(judgement: Judgement, nowMs: number): Judgement {
  const verdict = { kind: "deferred", rules: APART, warnings: [], withoutFee: [] } as const;
  return { ...judgement, verdict: { ...verdict, until: new Date(nowMs) } };
}

function proposal(
  terms: Terms,
  of: {
    readonly debtor: DebtorFacts;
    readonly contacts: ContactFacts;
    readonly attempt: PlannedAttempt;
    readonly channel: string;
    readonly address: AddressFacts | null;
  },
  accounts: readonly AccountFacts[],
): Proposal {
  const [first] = accounts;
  if (first === undefined) throw new RangeError(`Attempt ${of.attempt.id} speaks of no account`);
  return {
    debtor: of.debtor,
    contacts: {
      ...of.contacts,
      attempts: of.contacts.attempts.filter((other) => countsAgainst(other, rankOf(of.attempt))),
    },
    accounts,
    portfolio: portfolioOf(terms, first.portfolioId),
    channel: of.channel,
    purpose: of.attempt.purpose,
    step: of.attempt.step ?? undefined,
    address: of.address,
    except: of.attempt.id,
    alsoPlanned: [],
  };
}

function rankOf({ id, priority, notice_id: notice }: PlannedAttempt): Ranked {
  return { id, priority, isNotice: notice !== null };
}
