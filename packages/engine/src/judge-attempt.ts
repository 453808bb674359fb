import type { AttemptEffect } from "@fairflow/interpreter";
import { accountsOf } from "./account-of-run.ts";
import { addressesFor } from "./addresses.ts";
import type { StoredRun } from "./claim-runs.ts";
import type { Proposal } from "./contact-case.ts";
import type { AccountFacts, ContactFacts, DebtorFacts } from "./debtor-facts.ts";
import type { Deciding } from "./deciding.ts";
import { judge, type Judgement } from "./gate.ts";
import { makeWay } from "./notices/make-way.ts";
import { mergeKey, NOBODY, type Planned, type PlannedSlots } from "./planned-slots.ts";
import { portfolioOf } from "./world.ts";

/** An attempt that a run asks for, as the gate was asked about it, and its answer. */
export interface Judged {
  readonly effect: AttemptEffect;
  readonly proposal: Proposal;
  readonly judgement: Judgement;
  /** The planned attempt that it joins. */
  readonly joins: Planned | null;
  readonly merges: boolean;
  /** Planned messages that give their slot to it. */
  readonly giving: ReadonlySet<string>;
}

/** What one debtor's attempts in a batch are judged on; the slots know of those that came before. */
export interface Asking {
  readonly deciding: Deciding;
  readonly facts: DebtorFacts;
  readonly contacts: ContactFacts;
  readonly slots: PlannedSlots;
}

/** Asks about one attempt: alone, or together with a planned one that it can join. */
export function judgeAttempt(asking: Asking, stored: StoredRun, effect: AttemptEffect): Judged {
  const { deciding, facts, contacts, slots } = asking;
  const { terms, nowMs } = deciding;
  const { request } = effect;
  const own = accountsOf(facts, stored);
  const [account] = own;
  if (account === undefined) throw new RangeError(`Run ${stored.id} speaks of no account`);
  const portfolio = portfolioOf(terms, account.portfolioId);
  const [address = null] = addressesFor(contacts, request.channel);
  const alone: Proposal = {
    debtor: facts,
    contacts: slots.contacts(),
    accounts: own,
    portfolio,
    channel: request.channel,
    purpose: request.purpose,
    step: request.step,
    address,
    except: null,
    alsoPlanned: slots.counted(null),
  };
  if (request.notice !== undefined) {
    return { effect, ...judgeNotice(asking, alone), joins: null, merges: false };
  }
  const giving = NOBODY;
  if (request.step !== undefined) {
    const judgement = judge(terms, alone, nowMs);
    return { effect, proposal: alone, judgement, joins: null, merges: false, giving };
  }
  const key = mergeKey({ portfolioId: portfolio.id, ...request });
  const target = slots.joinable(key);
  if (target === null) {
    const judgement = judge(terms, alone, nowMs);
    return { effect, proposal: alone, judgement, joins: null, merges: true, giving };
  }
  const together: Proposal = {
    ...alone,
    accounts: accountsNamed(facts.accounts, [...target.accountIds, ...own.map(({ id }) => id)]),
    except: target.id,
    alsoPlanned: slots.counted(target),
  };
  const judgement = judge(terms, together, nowMs);
  if (judgement.verdict.kind === "allowed") {
    return { effect, proposal: together, judgement, joins: target, merges: true, giving };
  }
  // What the others may not say must not keep this account from being judged on its own.
  const apart = judge(terms, alone, nowMs);
  return { effect, proposal: alone, judgement: apart, joins: null, merges: false, giving };
}

/** A notice that the law requires reserves its slot: what can wait gives way. */
function judgeNotice(
  { deciding: { terms, nowMs }, slots }: Asking,
  alone: Proposal,
): Pick<Judged, "proposal" | "judgement" | "giving"> {
  const without = (giving: ReadonlySet<string>): Proposal => ({
    ...alone,
    contacts: slots.contacts(giving),
    alsoPlanned: slots.counted(null, giving),
  });
  const first = judge(terms, alone, nowMs);
  const giving =
    first.verdict.kind === "allowed"
      ? NOBODY
      : makeWay(
          slots.yielding(),
          (others) => judge(terms, without(others), nowMs).verdict.kind === "allowed",
        );
  if (giving.size === 0) return { proposal: alone, judgement: first, giving };
  const proposal = without(giving);
  return { proposal, judgement: judge(terms, proposal, nowMs), giving };
}

function accountsNamed(
  accounts: ReadonlyMap<string, AccountFacts>,
  ids: readonly string[],
): readonly AccountFacts[] {
  return [...new Set(ids)].flatMap((id) => accounts.get(id) ?? []);
}
