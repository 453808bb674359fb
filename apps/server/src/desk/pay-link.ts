import {
  accountsOf,
  readClock,
  readDebtor,
  recordAudit,
  type Database,
  type Keyring,
} from "@fairflow/db";
import { makePayLinkIn } from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";

/** Makes a pay link for accounts of a debtor that are open, to be read out or shown. @throws HttpError */
export async function payLink(
  deps: { readonly database: Database; readonly keyring: Keyring; readonly publicUrl: URL },
  of: {
    readonly debtorId: string;
    readonly accountIds: readonly string[];
    readonly amount: "full" | "arrears";
    readonly userId: string;
  },
): Promise<{ readonly url: string; readonly expiresAtMs: number }> {
  const { debtorId, accountIds, amount, userId } = of;
  return deps.database.transaction(async (tx) => {
    if ((await readDebtor(tx, debtorId)) === undefined) throw notFound("debtor");
    const accounts = await accountsOf(tx, debtorId);
    // Of a cured account the balance stands, and whoever is on the phone may want to pay it.
    const open = accounts.filter(({ status }) => status === "open" || status === "cured");
    if (!accountIds.every((id) => open.some((account) => account.id === id))) {
      throw new HttpError("invalid", "Choose open accounts of this debtor.");
    }
    const { now } = await readClock(tx);
    const link = await makePayLinkIn(tx, deps.keyring, { debtorId, accountIds, amount, now });
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: userId },
        action: "pay-link.make",
        subject: { kind: "debtor", id: debtorId },
        after: { id: link.id, accountIds, amount },
      },
    ]);
    const url = new URL(`/p/${link.token}`, deps.publicUrl).href;
    return { url, expiresAtMs: link.expiresAt.getTime() };
  });
}
