import type { EnrolmentResult } from "@fairflow/contract";
import { accountsInFlow, findFlow, recordAudit } from "@fairflow/db";
import { enterFlowIn, UnknownSubjectError } from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { namedAccounts, type AccountName } from "./named-accounts.ts";
import type { OutsideDeps } from "./outside-deps.ts";

/**
 * Sends accounts into a flow that waits to be told, by its own entry rules.
 *
 * @throws HttpError 404 for a flow that there is not; 409 for one that takes in nobody this way
 */
export async function enrolAccounts(
  { database, keys, facts }: OutsideDeps,
  { flow, accounts }: { readonly flow: string; readonly accounts: readonly AccountName[] },
  keyId: string,
): Promise<readonly EnrolmentResult[]> {
  const flowId = await findFlow(database, flow);
  if (flowId === undefined) throw notFound("flow");
  const named = await namedAccounts(database, keys(), accounts);
  const accountIds = named.flatMap((each) =>
    each.kind === "found" ? [each.subject.accountId] : [],
  );
  const { before, after } = await database.transaction(async (tx) => {
    const asked = { flowId, accountIds: [...new Set(accountIds)] };
    const standing = await accountsInFlow(tx, asked);
    const begun = await enterOrRefuse(() => enterFlowIn(facts, tx, asked));
    await recordAudit(tx, [
      {
        actor: { kind: "api", id: keyId },
        action: "flow.enrol",
        subject: { kind: "flow", id: flowId },
        after: { accounts: asked.accountIds.length, begun },
      },
    ]);
    return { before: standing, after: await accountsInFlow(tx, asked) };
  });
  return named.map((each, index): EnrolmentResult => {
    const row = index + 1;
    if (each.kind === "unmatched") return { row, result: "unmatched", problems: [each.problem] };
    const { accountId } = each.subject;
    const isIn = after.has(accountId) ? "entered" : "not-admitted";
    return { row, result: before.has(accountId) ? "in-flow" : isIn, problems: [] };
  });
}

async function enterOrRefuse(enter: () => Promise<number>): Promise<number> {
  try {
    return await enter();
  } catch (cause) {
    if (!(cause instanceof UnknownSubjectError)) throw cause;
    throw new HttpError(
      "conflict",
      "This flow is not live, takes nobody in now, or lets accounts in by itself.",
      { cause },
    );
  }
}
