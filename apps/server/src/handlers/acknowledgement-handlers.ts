import { endpoints } from "@fairflow/contract";
import {
  accountsOf,
  acknowledgementsOf,
  readDebtor,
  recordAudit,
  type Transaction,
} from "@fairflow/db";
import { acknowledgeDebtIn, strikeAcknowledgementIn, UnknownSubjectError } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { acknowledgementView } from "../acknowledgements/acknowledgement-view.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { todayAt } from "../notices/record-notice.ts";
import { authorNames } from "../sign-in/author-names.ts";

/** Debts that their debtors acknowledged: time bars run anew from there. */
export function acknowledgementHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  return {
    acknowledgements: handle(endpoints.acknowledgements, async ({ input: { params } }) => {
      if ((await readDebtor(database, params.id)) === undefined) throw notFound("debtor");
      const [stored, whoIs] = await Promise.all([
        acknowledgementsOf(database, params.id),
        authorNames(database),
      ]);
      return { acknowledgements: stored.map((each) => acknowledgementView(each, whoIs)) };
    }),

    acknowledgeDebt: handle(
      endpoints.acknowledgeDebt,
      async ({ input: { params, body }, user }) => {
        const debtorId = params.id;
        const { accountId } = body;
        if ((await readDebtor(database, debtorId)) === undefined) throw notFound("debtor");
        const accounts = await accountsOf(database, debtorId);
        if (!accounts.some(({ id }) => id === accountId)) throw notFound("account of this debtor");
        return database.transaction(async (tx) => {
          if (body.acknowledgedOn > (await todayAt(facts, tx, debtorId))) {
            throw new HttpError("invalid", "Nobody can have acknowledged it in the future.");
          }
          const input = { ...body, debtorId, author: user.id };
          const { id, isNew } = await acknowledgeDebtIn(facts, tx, input);
          if (isNew) {
            await recordAudit(tx, [
              {
                actor: { kind: "user", id: user.id },
                action: "acknowledgement.record",
                subject: { kind: "acknowledgement", id },
                after: { debtorId, ...body },
              },
            ]);
          }
          return { id, isNew, countsFrom: await countsFrom(tx, accountId) };
        });
      },
    ),

    strikeAcknowledgement: handle(
      endpoints.strikeAcknowledgement,
      async ({ input: { params, body }, user }) => {
        const { id } = params;
        const { reason } = body;
        await database.transaction(async (tx) => {
          const struck = await strikeKnown(() =>
            strikeAcknowledgementIn(facts, tx, { id, by: user.id, reason }),
          );
          if (struck === undefined) throw new HttpError("conflict", "This was struck already.");
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "acknowledgement.strike",
              subject: { kind: "acknowledgement", id },
              after: struck,
              reason,
            },
          ]);
        });
        return DONE;
      },
    ),
  };
}

async function countsFrom({ sql }: Transaction, accountId: string): Promise<string | null> {
  const [account] = await sql<{ on: string | null }[]>`
    select last_acknowledged_on as "on" from account where id = ${accountId}`;
  return account?.on ?? null;
}

async function strikeKnown<Struck>(strike: () => Promise<Struck>): Promise<Struck> {
  try {
    return await strike();
  } catch (cause) {
    if (cause instanceof UnknownSubjectError) throw notFound("acknowledgement");
    throw cause;
  }
}
