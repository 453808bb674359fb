import { instantAt, type Zone } from "@fairflow/calendar";
import { noticeElapses, type NoticeDates } from "@fairflow/compliance";
import type { NoticeProof, Run, RunEvent, Waiting } from "@fairflow/interpreter";
import { accountsOf } from "../account-of-run.ts";
import type { StoredRun } from "../claim-runs.ts";
import type { AccountFacts, ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import { packsOf, portfolioOf, zoneOf, type Terms } from "../world.ts";

/** Law that nobody has put into use counts no days; whoever waits for it asks again this much later. */
const UNCOUNTED_RETRY_MS = 3_600_000;

type AwaitedNotice = Waiting & { readonly kind: "notice" };

/** What a run, or one that is interrupted, waits for of a notice. */
export function awaitedNotice({ waiting, interrupted, status }: Run): AwaitedNotice | null {
  if (status === "ended" || status === "parked") return null;
  const wait = interrupted === null ? waiting : interrupted.waiting;
  return wait?.kind === "notice" ? wait : null;
}

/**
 * What a run that waits for a notice has to be told: when its days will have passed, counted anew from what is known of the
 * notice under the law as it is. Null where it knows that already.
 */
export function noticeNews(
  terms: Terms,
  of: {
    readonly facts: DebtorFacts;
    readonly contacts: ContactFacts;
    readonly stored: StoredRun;
    readonly run: Run;
    readonly nowMs: number;
  },
): (RunEvent & { readonly kind: "notice" }) | null {
  const { facts, stored, run } = of;
  const awaited = awaitedNotice(run);
  const { node, visit } = run.interrupted ?? run;
  if (awaited === null || node === null) return null;
  let atMs: number | null = Number.NEGATIVE_INFINITY;
  for (const account of accountsOf(facts, stored)) {
    const elapses = elapsesFor(terms, account, { ...of, awaited });
    atMs = atMs === null || elapses === null ? null : Math.max(atMs, elapses);
  }
  if (atMs === awaited.elapsesMs) return null;
  return { kind: "notice", node, visit, result: { kind: "elapses", atMs } };
}

/** Of several notices about an account the one whose days pass first is enough, as for the gate. */
function elapsesFor(
  terms: Terms,
  account: AccountFacts,
  of: {
    readonly facts: DebtorFacts;
    readonly contacts: ContactFacts;
    readonly awaited: AwaitedNotice;
    readonly nowMs: number;
  },
): number | null {
  const { facts, contacts, awaited, nowMs } = of;
  const packs = packsOf(terms, [account]);
  const zones = [facts.zone, ...facts.otherZones].map((name) => zoneOf(terms.law, name));
  const subdivision =
    facts.subdivision ?? portfolioOf(terms, account.portfolioId).subdivision ?? undefined;
  let first: number | null = null;
  for (const { noticeId, accountIds, dates } of contacts.notices) {
    if (noticeId !== awaited.notice || !accountIds.includes(account.id)) continue;
    const provedMs = provedAt(dates, awaited.proof, zones);
    if (provedMs === null) continue;
    const elapse = noticeElapses(packs, { noticeId, dates, zones, subdivision });
    if (elapse.kind === "unproven") continue;
    const elapsesMs =
      elapse.kind === "elapses"
        ? Math.max(elapse.at.getTime(), provedMs)
        : nowMs + UNCOUNTED_RETRY_MS;
    first = Math.min(first ?? elapsesMs, elapsesMs);
  }
  return first;
}

/** Who served it has delivered it, who delivered it has sent it. */
function provedAt(
  { sent, delivered, served }: NoticeDates,
  proof: NoticeProof,
  zones: readonly Zone[],
): number | null {
  const proofs = {
    served,
    delivered: delivered ?? served,
    sent: sent ?? delivered ?? served,
  };
  const proved = proofs[proof];
  if (proved === undefined) return null;
  if (proved instanceof Date) return proved.getTime();
  return Math.max(...zones.map((zone) => instantAt(zone, proved, 0).getTime()));
}
