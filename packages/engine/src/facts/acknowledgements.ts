import {
  acknowledgementOf,
  addAcknowledgement,
  lockDebtors,
  readClock,
  refreshAcknowledged,
  strikeAcknowledgement,
  type AcknowledgementInput,
  type Transaction,
} from "@fairflow/db";
import { tell, UnknownSubjectError, type FactDeps } from "./telling.ts";
import { termsNow } from "./terms-now.ts";

/**
 * Puts a debtor's acknowledgement of a debt on record: where the law says so, the time after which it is too old begins
 * anew from it.
 */
export async function acknowledgeDebtIn(
  deps: FactDeps,
  tx: Transaction,
  input: AcknowledgementInput,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { debtorId, accountId } = input;
  await lockDebtors(tx, [debtorId]);
  const { now } = await readClock(tx);
  const added = await addAcknowledgement(tx, input, now);
  if (added.isNew) await tellAnew(deps, tx, { debtorId, accountId, now });
  return added;
}

/**
 * Strikes an acknowledgement that was recorded by mistake: the debt is as old as it was.
 *
 * @returns undefined where it was struck before
 * @throws UnknownSubjectError
 */
export async function strikeAcknowledgementIn(
  deps: FactDeps,
  tx: Transaction,
  of: { readonly id: string; readonly by: string; readonly reason: string },
): Promise<{ readonly debtorId: string; readonly accountId: string } | undefined> {
  const subject = await acknowledgementOf(tx, of.id);
  if (subject === undefined) throw new UnknownSubjectError(`There is no acknowledgement ${of.id}`);
  await lockDebtors(tx, [subject.debtorId]);
  const { now } = await readClock(tx);
  if (!(await strikeAcknowledgement(tx, of, now))) return undefined;
  await tellAnew(deps, tx, { ...subject, now });
  return subject;
}

async function tellAnew(
  deps: FactDeps,
  tx: Transaction,
  of: { readonly debtorId: string; readonly accountId: string; readonly now: Date },
): Promise<void> {
  const { debtorId, accountId, now } = of;
  const onlyWritten = await needsWriting(deps, tx, accountId);
  await refreshAcknowledged(tx, { accountId, onlyWritten });
  const events = [{ debtorId, accountId, kind: "debt.acknowledged" as const }];
  await tell(deps, tx, { events, now });
}

/** The packs' word for an acknowledgement that counts only in writing. */
const IN_WRITING = "written_acknowledgement";

/** Whether some time bar of the place counts an acknowledgement only in writing. */
async function needsWriting(deps: FactDeps, tx: Transaction, accountId: string): Promise<boolean> {
  const [{ law, portfolios }, [account]] = await Promise.all([
    termsNow(deps, tx),
    tx.sql<{ portfolioId: string }[]>`
      select portfolio_id as "portfolioId" from account where id = ${accountId}`,
  ]);
  const packIds = portfolios.get(account?.portfolioId ?? "")?.packIds ?? [];
  return packIds.some((id) =>
    law.packs
      .get(id)
      ?.timeBars.some(({ rule }) => rule.interruptedBy?.includes(IN_WRITING) ?? false),
  );
}
