import { disputeEndpoints } from "@fairflow/contract";
import {
  addToStatement,
  acknowledgeDispute,
  accountsOf,
  assignDispute,
  countDisputes,
  listDisputes,
  readClock,
  readDebtor,
  readDispute,
  recordAudit,
  type Transaction,
} from "@fairflow/db";
import { openDisputeIn, previewDecision, versionCache } from "@fairflow/engine";
import { catalog } from "@fairflow/nodes";
import type { AppDeps } from "../app-deps.ts";
import { seesPeople } from "../debtors/masking.ts";
import { decideDispute } from "../disputes/decide-dispute.ts";
import { previewedLetter, sendDecisionAgain } from "../disputes/decision-letter.ts";
import { disputeDetail, disputeSummaries } from "../disputes/dispute-views.ts";
import { nodeNames } from "../disputes/node-names.ts";
import { parsePlace, placeText } from "../disputes/dispute-place.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";

const SHOWN = 50;
/** Those whose day comes so soon are due. */
const DUE_WITHIN_DAYS = 3;
const DAY_MS = 86_400_000;

/** Disputes, questions and complaints, from their opening to the answer. */
export function disputeHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  const versions = versionCache(catalog, (id, fault) =>
    deps.log.warn({ id, fault }, "A version cannot be run"),
  );
  const change = (
    id: string,
    userId: string,
    act: (tx: Transaction) => Promise<{ readonly action: string; readonly after?: unknown }>,
  ) =>
    database.transaction(async (tx) => {
      if ((await readDispute(tx, id)) === undefined) throw notFound("dispute");
      const { action, after } = await act(tx);
      await recordAudit(tx, [
        {
          actor: { kind: "user", id: userId },
          action,
          subject: { kind: "dispute", id },
          after,
        },
      ]);
      return DONE;
    });
  return {
    disputes: handle(disputeEndpoints.disputes, async ({ input: { query }, user }) => {
      const { queue = "all", kind, cursor } = query;
      const after = cursor === undefined ? undefined : parsePlace(cursor);
      if (cursor !== undefined && after === undefined) {
        throw new HttpError(
          "bad-request",
          "This place in the list is not known. Start from its top.",
        );
      }
      const { now } = await readClock(database);
      const dueBy = new Date(now.getTime() + DUE_WITHIN_DAYS * DAY_MS).toISOString().slice(0, 10);
      const of = { userId: user.id, dueBy };
      const [found, counts] = await Promise.all([
        listDisputes(database, { ...of, queue, kind, after, limit: SHOWN + 1 }),
        countDisputes(database, of),
      ]);
      const shown = found.slice(0, SHOWN);
      const last = shown.at(-1);
      const reading = { database, keyring: deps.keys(), role: user.role };
      return {
        disputes: [...(await disputeSummaries(reading, shown))],
        next: found.length > SHOWN && last !== undefined ? placeText(last) : null,
        masked: !seesPeople(user.role),
        counts,
      };
    }),

    dispute: handle(disputeEndpoints.dispute, async ({ input: { params }, user }) => {
      const stored = await readDispute(database, params.id);
      if (stored === undefined) throw notFound("dispute");
      return disputeDetail(facts, { database, keyring: deps.keys(), role: user.role }, stored);
    }),

    openDispute: handle(disputeEndpoints.openDispute, ({ input: { params, body }, user }) =>
      database.transaction(async (tx) => {
        const { statement, amountMinor, ...input } = body;
        if ((await readDebtor(tx, params.id)) === undefined) throw notFound("debtor");
        const own = await accountsOf(tx, params.id);
        if (!own.some(({ id }) => id === input.accountId)) throw notFound("account of this debtor");
        const id = await openDisputeIn(facts, tx, {
          ...input,
          amount: amountMinor,
          author: user.id,
        });
        if (statement !== undefined && statement !== "") {
          await addToStatement(tx, deps.keys(), { id, words: statement });
        }
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "dispute.open",
            subject: { kind: "dispute", id },
            after: { ...input, amountMinor },
          },
        ]);
        return { id };
      }),
    ),

    assignDispute: handle(disputeEndpoints.assignDispute, ({ input: { params, body }, user }) =>
      change(params.id, user.id, async (tx) => {
        const of = { id: params.id, userId: user.id, takes: body.take };
        if (!(await assignDispute(tx, of))) {
          throw new HttpError("conflict", "Somebody else has this, or it is decided.");
        }
        return { action: "dispute.assign", after: body };
      }),
    ),

    acknowledgeDispute: handle(disputeEndpoints.acknowledgeDispute, ({ input: { params }, user }) =>
      change(params.id, user.id, async (tx) => {
        const { now } = await readClock(tx);
        if (!(await acknowledgeDispute(tx, { id: params.id, now }))) {
          throw new HttpError("conflict", "This was acknowledged or decided already.");
        }
        return { action: "dispute.acknowledge" };
      }),
    ),

    previewDecision: handle(
      disputeEndpoints.previewDecision,
      async ({ input: { params, query } }) => {
        const dispute = await readDispute(database, params.id);
        if (dispute === undefined) throw notFound("dispute");
        const { runs, demandsFrom, balance, balanceAfter, currency } = await previewDecision(
          { ...facts, versions },
          database,
          {
            accountId: dispute.accountId,
            decision: query.decision,
            adjustBy: query.adjustMinor ?? 0,
          },
        );
        const nameOf = await nodeNames(
          database,
          runs.map(({ versionId }) => versionId),
        );
        return {
          // A question and a complaint stop no run, and move none.
          runs: (dispute.kind === "dispute" ? runs : []).map(
            ({ runId, flowName, version, versionId, at, after }) => ({
              runId,
              flowName,
              version,
              at: at === null ? null : nameOf(versionId, at),
              after: "node" in after ? { ...after, node: nameOf(versionId, after.node) } : after,
            }),
          ),
          demandsFrom,
          balance: { minor: balance, currency },
          balanceAfter: { minor: balanceAfter, currency },
          answer: await previewedLetter(facts, database, dispute),
        };
      },
    ),

    sendDecision: handle(disputeEndpoints.sendDecision, async ({ input: { params }, user }) => {
      await sendDecisionAgain(deps, { id: params.id, user });
      return DONE;
    }),

    decideDispute: handle(
      disputeEndpoints.decideDispute,
      async ({ input: { params, body }, user }) => {
        await decideDispute(deps, { id: params.id, ...body, user });
        return DONE;
      },
    ),
  };
}
