import { agreementEndpoints, Affordability } from "@fairflow/contract";
import {
  accountsOf,
  debtorOfPromise,
  readAffordability,
  readDebtor,
  recordAudit,
  saveAffordability,
  type Transaction,
} from "@fairflow/db";
import {
  acceptSettlementIn,
  AgreementTerms,
  approveArrangementIn,
  approveSettlementIn,
  cancelPromiseIn,
  declineArrangementIn,
  endSettlementIn,
  offerSettlementIn,
  proposeArrangementIn,
  proposePromiseIn,
  readAgreementTerms,
  saveAgreementTerms,
} from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { authorityOf } from "../agreements/authority-of.ts";
import { confirmArrangement } from "../agreements/confirm-arrangement.ts";
import { debtorAgreements } from "../agreements/debtor-agreements.ts";
import { refusedAgreement } from "../agreements/refused-agreement.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";

/** What is agreed with debtors: promises, arrangements and settlements. */
export function agreementHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  return {
    agreements: handle(agreementEndpoints.agreements, async ({ input: { params }, user }) => {
      if ((await readDebtor(database, params.id)) === undefined) throw notFound("debtor");
      return debtorAgreements(facts, database, { debtorId: params.id, user });
    }),

    agreementTerms: handle(agreementEndpoints.agreementTerms, () => readAgreementTerms(database)),

    saveAgreementTerms: handle(
      agreementEndpoints.saveAgreementTerms,
      async ({ input: { body }, user }) => {
        await database.transaction(async (tx) => {
          const before = await readAgreementTerms(tx);
          await saveAgreementTerms(tx, AgreementTerms.parse(body), {
            userId: user.id,
            now: deps.realNow(),
          });
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "agreement-terms.save",
              subject: { kind: "setting", id: "agreements" },
              before,
              after: body,
            },
          ]);
        });
        return DONE;
      },
    ),

    makePromise: handle(agreementEndpoints.makePromise, ({ input: { params, body }, user }) =>
      database.transaction(async (tx) => {
        const { accountIds, amountMinor, dueOn, via } = body;
        await checkAccounts(tx, params.id, accountIds);
        const made = await proposePromiseIn(facts, tx, {
          accountIds,
          amount: amountMinor,
          dueOn,
          via,
          author: user.id,
        });
        if (made.kind === "refused") throw refusedAgreement(made);
        await audit(tx, user.id, { action: "promise.make", id: made.promiseId, after: body });
        return { id: made.promiseId, graceUntil: made.graceUntil };
      }),
    ),

    arrange: handle(agreementEndpoints.arrange, ({ input: { params, body }, user }) =>
      database.transaction(async (tx) => {
        const { affordability, instalments, ...terms } = body;
        await checkAccounts(tx, params.id, terms.accountIds);
        const made = await proposeArrangementIn(facts, tx, {
          ...terms,
          instalments: instalments.map(({ dueOn, amountMinor }) => ({
            dueOn,
            amount: amountMinor,
          })),
          author: user.id,
          authority: authorityOf(user.role),
        });
        if (made.kind === "refused") throw refusedAgreement(made);
        const { promiseId } = made;
        if (affordability !== undefined) {
          await saveAffordability(tx, deps.keys(), { promiseId, stated: affordability });
        }
        if (made.kind === "made") await confirmArrangement(deps, tx, promiseId);
        const after = { ...terms, instalments, waits: made.kind === "waits" };
        await audit(tx, user.id, { action: "arrangement.propose", id: promiseId, after });
        return { id: promiseId, waits: made.kind === "waits" };
      }),
    ),

    decideArrangement: handle(
      agreementEndpoints.decideArrangement,
      async ({ input: { params, body }, user }) => {
        await database.transaction(async (tx) => {
          const promiseId = params.id;
          if (body.approve) {
            const authority = authorityOf(user.role);
            const by = { author: user.id, authority };
            const approval = await approveArrangementIn(facts, tx, { promiseId, ...by });
            if (approval.kind !== "approved") throw notApproved(approval.kind);
            await confirmArrangement(deps, tx, promiseId);
          } else if (!(await declineArrangementIn(facts, tx, { promiseId, author: user.id }))) {
            throw notApproved("not-waiting");
          }
          await audit(tx, user.id, { action: "arrangement.decide", id: promiseId, after: body });
        });
        return DONE;
      },
    ),

    cancelAgreement: handle(
      agreementEndpoints.cancelAgreement,
      async ({ input: { params, body }, user }) => {
        await database.transaction(async (tx) => {
          const cancelling = { promiseId: params.id, reason: body.reason, author: user.id };
          if ((await debtorOfPromise(tx, params.id)) === undefined) throw notFound("promise");
          if (!(await cancelPromiseIn(facts, tx, cancelling))) {
            throw new HttpError("conflict", "This was decided already.");
          }
          await audit(tx, user.id, { action: "promise.cancel", id: params.id, after: body });
        });
        return DONE;
      },
    ),

    affordability: handle(agreementEndpoints.affordability, ({ input: { params }, user }) =>
      database.transaction(async (tx) => {
        const stated = await readAffordability(tx, deps.keys(), params.id);
        if (stated === undefined) throw notFound("promise");
        await audit(tx, user.id, { action: "affordability.read", id: params.id, after: {} });
        return { affordability: stated === null ? null : Affordability.parse(stated) };
      }),
    ),

    offerSettlement: handle(
      agreementEndpoints.offerSettlement,
      ({ input: { params, body }, user }) =>
        database.transaction(async (tx) => {
          await checkAccount(tx, params.id);
          const offered = await offerSettlementIn(facts, tx, {
            accountId: params.id,
            ...body,
            author: user.id,
            authority: authorityOf(user.role),
          });
          if (offered.kind === "refused") throw refusedAgreement(offered);
          const { settlementId: id, amount: amountMinor } = offered;
          const waits = offered.kind === "waits";
          const after = { accountId: params.id, ...body, amountMinor, waits };
          await audit(tx, user.id, { action: "settlement.offer", id, after });
          return { id, waits, amountMinor };
        }),
    ),

    decideSettlement: handle(
      agreementEndpoints.decideSettlement,
      async ({ input: { params, body }, user }) => {
        await database.transaction(async (tx) => {
          const settlementId = params.id;
          const author = user.id;
          if (body.approve) {
            const by = { author, authority: authorityOf(user.role) };
            const approval = await approveSettlementIn(facts, tx, { settlementId, ...by });
            if (approval.kind !== "approved") throw notApproved(approval.kind);
          } else {
            const ending = {
              settlementId,
              status: "declined",
              reason: "declined",
              author,
            } as const;
            if (!(await endSettlementIn(facts, tx, ending))) throw notApproved("not-waiting");
          }
          await audit(tx, user.id, { action: "settlement.decide", id: settlementId, after: body });
        });
        return DONE;
      },
    ),

    acceptSettlement: handle(
      agreementEndpoints.acceptSettlement,
      async ({ input: { params, body }, user }) => {
        await database.transaction(async (tx) => {
          const accepted = await acceptSettlementIn(facts, tx, {
            settlementId: params.id,
            via: body.via,
            author: user.id,
          });
          if (accepted.kind === "refused") throw refusedAgreement(accepted);
          await audit(tx, user.id, { action: "settlement.accept", id: params.id, after: body });
        });
        return DONE;
      },
    ),

    withdrawSettlement: handle(
      agreementEndpoints.withdrawSettlement,
      async ({ input: { params, body }, user }) => {
        await database.transaction(async (tx) => {
          const ended = await endSettlementIn(facts, tx, {
            settlementId: params.id,
            status: "withdrawn",
            reason: body.reason,
            author: user.id,
          });
          if (!ended) throw new HttpError("conflict", "This offer is not open any more.");
          await audit(tx, user.id, { action: "settlement.withdraw", id: params.id, after: body });
        });
        return DONE;
      },
    ),
  };
}

async function checkAccounts(
  tx: Transaction,
  debtorId: string,
  accountIds: readonly string[],
): Promise<void> {
  if ((await readDebtor(tx, debtorId)) === undefined) throw notFound("debtor");
  const own = new Set((await accountsOf(tx, debtorId)).map(({ id }) => id));
  if (!accountIds.every((id) => own.has(id))) throw notFound("account of this debtor");
}

async function checkAccount({ sql }: Transaction, id: string): Promise<void> {
  const [account] = await sql`select from account where id = ${id}`;
  if (account === undefined) throw notFound("account");
}

function notApproved(kind: "not-waiting" | "own" | "beyond-authority"): HttpError {
  switch (kind) {
    case "not-waiting":
      return new HttpError("conflict", "This does not wait for anybody any more.");
    case "own":
      return new HttpError("not-allowed", "Another person has to approve what you proposed.");
    case "beyond-authority":
      return new HttpError("not-allowed", "This goes beyond what your role may agree to.");
  }
}

function audit(
  tx: Transaction,
  userId: string,
  { action, id, after }: { readonly action: string; readonly id: string; readonly after: unknown },
): Promise<void> {
  const [kind = "promise"] = action.split(".");
  return recordAudit(tx, [
    { actor: { kind: "user", id: userId }, action, subject: { kind, id }, after },
  ]);
}
