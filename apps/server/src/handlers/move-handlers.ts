import { endpoints } from "@fairflow/contract";
import {
  accountReferences,
  addMove,
  debtorNames,
  isFourEyesOn,
  listMoves,
  movedExceptions,
  readMove,
  readVersion,
  recordAudit,
  type MoveOutcome,
} from "@fairflow/db";
import { versionCache } from "@fairflow/engine";
import { MoveMap } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import type { AppDeps } from "../app-deps.ts";
import { maskedName, seesPeople } from "../debtors/masking.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { moveState } from "../moves/move-state.ts";
import { previewOf } from "../moves/preview-of.ts";
import { steerMove, type Steering } from "../moves/steer-move.ts";
import { userNames } from "../sign-in/users.ts";

const SHOWN_MOVES = 20;
const SHOWN_EXCEPTIONS = 100;
const FIRST_PAGE = { size: 20 };

/** People in flight who are moved from one published version to another. */
export function moveHandlers(deps: AppDeps) {
  const { database, facts, realNow } = deps;
  const versions = versionCache(catalog, (id, fault) =>
    deps.log.warn({ id, fault }, "A version cannot be run"),
  );
  const steer = (
    steering: Steering,
    of: { flowId: string; moveId: string; by: string; reason?: string },
  ) =>
    database.transaction((tx) =>
      steerMove(tx, steering, { ...of, now: realNow(), jobs: facts.jobs }),
    );
  return {
    previewMove: handle(endpoints.previewMove, ({ input: { params, body }, user }) =>
      previewOf(deps, versions, {
        asked: { flowId: params.id, from: body.from, to: body.to, map: body.map },
        page: body.page ?? FIRST_PAGE,
        seesPeople: seesPeople(user.role),
      }),
    ),

    planMove: handle(endpoints.planMove, async ({ input: { params, body }, user }) => {
      const { from, to, map, reason } = body;
      const preview = await previewOf(deps, versions, {
        asked: { flowId: params.id, from, to, map },
        page: { size: 0 },
        seesPeople: false,
      });
      refuseUndecided(preview);
      const { totals, obstacles, examined, isWhole } = preview;
      const id = await database.transaction(async (tx) => {
        const [before, after] = await Promise.all([
          readVersion(tx, params.id, from),
          readVersion(tx, params.id, to),
        ]);
        if (before === undefined || after === undefined) throw notFound("version");
        const planned = await addMove(
          tx,
          {
            flowId: params.id,
            fromVersion: before.id,
            toVersion: after.id,
            map,
            reason,
            plannedBy: user.id,
            expected: { totals, obstacles, examined, isWhole },
            fourEyes: await isFourEyesOn(tx),
          },
          realNow(),
        );
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.plan-move",
            subject: { kind: "flow", id: params.id },
            after: { move: planned, from, to, map, totals },
            reason,
          },
        ]);
        return planned;
      });
      return { id };
    }),

    moves: handle(endpoints.moves, async ({ input: { params }, user }) => {
      const [list, names, fourEyes] = await Promise.all([
        listMoves(database, params.id, SHOWN_MOVES),
        userNames(database),
        isFourEyesOn(database),
      ]);
      const of = { names, userId: user.id, isFourEyesOn: fourEyes };
      return Promise.all(list.map((each) => moveState(database, each, of)));
    }),

    move: handle(endpoints.move, async ({ input: { params }, user }) => {
      const [found, names, fourEyes] = await Promise.all([
        readMove(database, { flowId: params.id, id: params.move }),
        userNames(database),
        isFourEyesOn(database),
      ]);
      if (found === undefined) throw notFound("move");
      const of = { names, userId: user.id, isFourEyesOn: fourEyes };
      const exceptions = await movedExceptions(database, {
        moveId: found.id,
        limit: SHOWN_EXCEPTIONS,
      });
      const [people, references] = await Promise.all([
        debtorNames(database, deps.keys(), [...new Set(exceptions.map((each) => each.debtorId))]),
        accountReferences(
          database,
          exceptions.flatMap(({ accountId }) => accountId ?? []),
        ),
      ]);
      return {
        ...(await moveState(database, found, of)),
        map: MoveMap.parse(found.map),
        exceptions: exceptions.flatMap((each) => {
          const why = each.keptBecause === null ? WHY[each.outcome] : ("kept" as const);
          if (why === undefined) return [];
          const name = people.get(each.debtorId) ?? "";
          return [
            {
              runId: each.runId,
              debtorId: each.debtorId,
              label: seesPeople(user.role) ? name : maskedName(name),
              reference: each.accountId === null ? null : (references.get(each.accountId) ?? null),
              at: each.atNode,
              why,
            },
          ];
        }),
      };
    }),

    startMove: handle(endpoints.startMove, async ({ input: { params }, user }) => {
      await steer("start", { flowId: params.id, moveId: params.move, by: user.id });
      return DONE;
    }),

    pauseMove: handle(endpoints.pauseMove, async ({ input: { params }, user }) => {
      await steer("pause", { flowId: params.id, moveId: params.move, by: user.id });
      return DONE;
    }),

    undoMove: handle(endpoints.undoMove, async ({ input: { params, body }, user }) => {
      const { reason } = body;
      await steer("undo", { flowId: params.id, moveId: params.move, by: user.id, reason });
      return DONE;
    }),

    discardMove: handle(endpoints.discardMove, async ({ input: { params }, user }) => {
      await steer("discard", { flowId: params.id, moveId: params.move, by: user.id });
      return DONE;
    }),
  };
}

/** Nobody is left behind unnoticed: each step that somebody stands at has a decision. */
function refuseUndecided({
  steps,
  problems,
}: Pick<Awaited<ReturnType<typeof previewOf>>, "steps" | "problems">): void {
  const [problem] = problems;
  if (problem !== undefined) {
    throw new HttpError("invalid", `${problem.message}.`, { details: { problems } });
  }
  const open = steps.filter(({ people }) => (people.undecided ?? 0) > 0);
  if (open.length === 0) return;
  const names = open.map(({ name }) => `"${name}"`).join(", ");
  throw new HttpError("invalid", `Decide first what becomes of those at ${names}.`, {
    details: { undecided: open.map(({ node }) => node) },
  });
}

const WHY: Readonly<
  Partial<
    Record<
      MoveOutcome,
      | "message-under-way"
      | "notice-running"
      | "way-out-gone"
      | "parked"
      | "faulty"
      | "undecided"
      | "later"
    >
  >
> = {
  message_under_way: "message-under-way",
  notice_running: "notice-running",
  way_out_gone: "way-out-gone",
  parked: "parked",
  faulty: "faulty",
  undecided: "undecided",
  later: "later",
};
