import type { Endpoints, ErasureBar as BarView, OutputOf } from "@fairflow/contract";
import {
  answerRequests,
  erasedAt,
  recordAudit,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { eraseDebtorIn, erasureBars, type ErasureBar, type FactDeps } from "@fairflow/engine";
import { ruleWords } from "../debtors/rule-words.ts";
import { HttpError, notFound } from "../http/http-error.ts";

/** Whether a debtor may be erased today. @throws HttpError where there is none */
export async function erasureOf(
  deps: { readonly database: Database; readonly facts: FactDeps },
  debtorId: string,
): Promise<OutputOf<Endpoints["erasure"]>> {
  return deps.database.transaction(async (tx) => {
    const at = await erasedOrThrow(tx, debtorId);
    const bars = at === null ? await erasureBars(deps.facts, tx, debtorId) : [];
    return { erasedAtMs: at?.getTime() ?? null, bars: bars.map(barView) };
  });
}

/** @throws HttpError where there is none, it was done before, or something stands against it */
export async function eraseDebtor(
  deps: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  of: { readonly debtorId: string; readonly reason: string; readonly userId: string },
): Promise<OutputOf<Endpoints["eraseDebtor"]>> {
  const { debtorId, reason, userId } = of;
  return deps.database.transaction(async (tx) => {
    await erasedOrThrow(tx, debtorId);
    const { keyring } = deps;
    const erasure = await eraseDebtorIn(deps.facts, tx, { debtorId, keyring });
    switch (erasure.kind) {
      case "nobody":
        throw new HttpError("conflict", "What was kept of this debtor is erased already.");
      case "refused": {
        const bars = erasure.bars.map(barView);
        const words = bars
          .map((bar) => (bar.until === null ? bar.words : `${bar.words} Kept until ${bar.until}.`))
          .join(" ");
        throw new HttpError("conflict", words, { details: { bars } });
      }
      case "erased": {
        await answerRequests(tx, { debtorId, kind: "erasure", userId, now: erasure.at });
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: userId },
            action: "debtor.erase",
            subject: { kind: "debtor", id: debtorId },
            after: { rows: erasure.rows },
            reason,
          },
        ]);
        return { rows: Object.values(erasure.rows).reduce((sum, count) => sum + count, 0) };
      }
    }
  });
}

async function erasedOrThrow(tx: Transaction, debtorId: string): Promise<Date | null> {
  const at = await erasedAt(tx, debtorId);
  if (at === undefined) throw notFound("debtor");
  return at;
}

function barView(bar: ErasureBar): BarView {
  const none = { until: null, rule: null };
  switch (bar.kind) {
    case "open-accounts":
      return { ...none, kind: bar.kind, words: `${accounts(bar.count)} still open.` };
    case "open-cases":
      return { ...none, kind: bar.kind, words: `${cases(bar.count)} not been answered.` };
    case "under-way": {
      const words = "A message is on its way, or nobody knows yet whether it is.";
      return { ...none, kind: bar.kind, words };
    }
    case "law": {
      const { id, words, source } = ruleWords(bar.rule);
      return { kind: bar.kind, words: `${words}.`, until: bar.until, rule: { id, source } };
    }
  }
}

function accounts(count: number): string {
  return count === 1 ? "An account is" : `${count} accounts are`;
}

function cases(count: number): string {
  return count === 1
    ? "A dispute, question or complaint has"
    : `${count} disputes, questions or complaints have`;
}
