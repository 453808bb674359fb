import { outsideAgreementEndpoints } from "@fairflow/contract";
import { addToStatement, findSubjects, recordAudit, type OutsideReference } from "@fairflow/db";
import { openDisputeIn, proposePromiseIn } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { refusedAgreement } from "../agreements/refused-agreement.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { handleKey } from "../outside/handle-key.ts";

/** Disputes and promises that other systems take. */
export function outsideAgreementHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  return {
    reportDispute: handleKey(
      deps,
      outsideAgreementEndpoints.reportDispute,
      async ({ input: { body }, holder }) => {
        const { kind, reason, amountMinor, statement } = body;
        const accountId = await accountOf(deps, body);
        return database.transaction(async (tx) => {
          const id = await openDisputeIn(facts, tx, {
            accountId,
            kind,
            reason,
            amount: amountMinor,
            via: "api",
            author: `api:${holder.name}`,
          });
          if (statement !== undefined && statement !== "") {
            await addToStatement(tx, deps.keys(), { id, words: statement });
          }
          await recordAudit(tx, [
            {
              actor: { kind: "api", id: holder.id },
              action: "dispute.open",
              subject: { kind: "dispute", id },
              after: { accountId, kind, reason, amountMinor },
            },
          ]);
          return { id };
        });
      },
    ),

    reportPromise: handleKey(
      deps,
      outsideAgreementEndpoints.reportPromise,
      async ({ input: { body }, holder }) => {
        const { amountMinor, dueOn } = body;
        const accountId = await accountOf(deps, body);
        return database.transaction(async (tx) => {
          const made = await proposePromiseIn(facts, tx, {
            accountIds: [accountId],
            amount: amountMinor,
            dueOn,
            via: "api",
            author: `api:${holder.name}`,
          });
          if (made.kind === "refused") throw refusedAgreement(made);
          await recordAudit(tx, [
            {
              actor: { kind: "api", id: holder.id },
              action: "promise.make",
              subject: { kind: "promise", id: made.promiseId },
              after: { accountId, amountMinor, dueOn },
            },
          ]);
          return { id: made.promiseId, graceUntil: made.graceUntil };
        });
      },
    ),
  };
}

/** @throws HttpError where nobody is known by the number, or several are */
async function accountOf(
  { database, keys }: Pick<AppDeps, "database" | "keys">,
  {
    account,
    client,
    portfolio,
  }: {
    readonly account: string;
    readonly client?: string | undefined;
    readonly portfolio?: string | undefined;
  },
): Promise<string> {
  const reference: OutsideReference = { kind: "account", reference: account, client, portfolio };
  const [found] = await findSubjects(database, keys(), [reference]);
  if (found?.kind === "ambiguous") {
    throw new HttpError("invalid", "Several clients or portfolios use this number: name them.");
  }
  if (found?.kind !== "found" || found.accountId === null) throw notFound("account");
  return found.accountId;
}
