import type { Endpoints, OutputOf } from "@fairflow/contract";
import { erasedAt, type Database, type Keyring, type Transaction } from "@fairflow/db";
import { eraseDebtorIn, erasureBars, type FactDeps } from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { barView } from "./bar-view.ts";

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
    const actor = { kind: "user", id: userId } as const;
    const erasure = await eraseDebtorIn(deps.facts, tx, { debtorId, keyring, actor, reason });
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
      case "erased":
        return { rows: Object.values(erasure.rows).reduce((sum, count) => sum + count, 0) };
    }
  });
}

async function erasedOrThrow(tx: Transaction, debtorId: string): Promise<Date | null> {
  const at = await erasedAt(tx, debtorId);
  if (at === undefined) throw notFound("debtor");
  return at;
}
