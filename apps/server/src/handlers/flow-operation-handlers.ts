import { endpoints } from "@fairflow/contract";
import {
  accountsByReference,
  flowHalts,
  haltFlow,
  recordAudit,
  retireVersions,
  type Transaction,
} from "@fairflow/db";
import { enterFlowIn, leaveFlowIn, UnknownSubjectError } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { halted } from "../flows/read-review.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";

/** What people do to a flow as it runs: halt it, retire it, take accounts in and out by hand. */
export function flowOperationHandlers(deps: AppDeps) {
  const { database, facts, realNow } = deps;
  return {
    flowHalts: handle(endpoints.flowHalts, async ({ input: { params } }) => {
      const halts = await flowHalts(database, params.id);
      if (halts === undefined) throw notFound("flow");
      return { paused: halted(halts.paused), entriesStopped: halted(halts.entriesStopped) };
    }),

    haltFlow: handle(endpoints.haltFlow, async ({ input: { params, body }, user }) => {
      const { kind, isOn, reason } = body;
      await database.transaction(async (tx) => {
        if ((await flowHalts(tx, params.id)) === undefined) throw notFound("flow");
        const halt = { flowId: params.id, kind, reason: isOn ? reason : null };
        if (!(await haltFlow(tx, halt, realNow()))) {
          throw new HttpError("conflict", "The flow stands so already.");
        }
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: ACTIONS[kind][isOn ? "on" : "off"],
            subject: { kind: "flow", id: params.id },
            reason,
          },
        ]);
      });
      return DONE;
    }),

    retireFlow: handle(endpoints.retireFlow, async ({ input: { params, body }, user }) => {
      await database.transaction(async (tx) => {
        const versions = await retireVersions(
          tx,
          params.id,
          ["live", "trial", "scheduled"],
          realNow(),
        );
        if (versions.length === 0) throw notFound("live version of this flow");
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.retire",
            subject: { kind: "flow", id: params.id },
            before: { versions },
            reason: body.reason,
          },
        ]);
      });
      return DONE;
    }),

    enterByHand: handle(endpoints.enterByHand, async ({ input: { params, body }, user }) => {
      const flowId = params.id;
      try {
        return await database.transaction(async (tx) => {
          const { accountIds, unknown } = await named(tx, body.accounts);
          const entered = await enterFlowIn(facts, tx, { flowId, accountIds, byHand: true });
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "flow.enter-by-hand",
              subject: { kind: "flow", id: flowId },
              after: { accountIds, entered },
              reason: body.reason,
            },
          ]);
          return { entered, unknown };
        });
      } catch (cause) {
        if (!(cause instanceof UnknownSubjectError)) throw cause;
        throw new HttpError("conflict", "No live version of this flow takes anybody in now.", {
          cause,
        });
      }
    }),

    leaveByHand: handle(endpoints.leaveByHand, async ({ input: { params, body }, user }) => {
      const flowId = params.id;
      return database.transaction(async (tx) => {
        const { accountIds, unknown } = await named(tx, body.accounts);
        const left = await leaveFlowIn(facts, tx, { flowId, accountIds });
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.leave-by-hand",
            subject: { kind: "flow", id: flowId },
            after: { accountIds, left },
            reason: body.reason,
          },
        ]);
        return { left, unknown };
      });
    }),
  };
}

const ACTIONS = {
  paused: { on: "flow.pause", off: "flow.resume" },
  entriesStopped: { on: "flow.stop-entries", off: "flow.open-entries" },
} as const;

/** The accounts of these references; a reference that none or several have names nobody. */
async function named(
  tx: Transaction,
  references: readonly string[],
): Promise<{ readonly accountIds: readonly string[]; readonly unknown: string[] }> {
  const found = Map.groupBy(
    await accountsByReference(tx, references),
    ({ reference }) => reference,
  );
  const only = [...found.values()].flatMap(([first, ...others]) =>
    first === undefined || others.length > 0 ? [] : [first],
  );
  const known = new Set(only.map(({ reference }) => reference));
  return {
    accountIds: only.map(({ id }) => id),
    unknown: [...new Set(references)].filter((reference) => !known.has(reference)),
  };
}
