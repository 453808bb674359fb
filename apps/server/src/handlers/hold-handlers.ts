import { endpoints } from "@fairflow/contract";
import { accountsOf, readClock, readDebtor } from "@fairflow/db";
import { holdStates } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { liftAudited } from "../outside/lift-hold.ts";
import { placeAudited } from "../outside/place-hold.ts";

/** Holds that people place and lift. */
export function holdHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  return {
    holdStates: handle(endpoints.holdStates, async () =>
      holdStates().map(({ state, titles, endedBy }) => ({
        state,
        titles: [...titles],
        endedBy: [...endedBy],
      })),
    ),

    placeHold: handle(endpoints.placeHold, async ({ input: { params, body }, user }) => {
      const { accountId, state, sinceMs, untilMs, evidence, nextEvent, note } = body;
      if ((await readDebtor(database, params.id)) === undefined) throw notFound("debtor");
      const accounts = await accountsOf(database, params.id);
      if (accountId !== undefined && !accounts.some(({ id }) => id === accountId)) {
        throw notFound("account of this debtor");
      }
      if (!holdStates().some((known) => known.state === state)) {
        throw new HttpError("invalid", "No rule pack knows this hold, or it follows by itself.");
      }
      const { now } = await readClock(database);
      const since = Math.min(sinceMs ?? now.getTime(), now.getTime());
      if (untilMs !== undefined && untilMs <= now.getTime()) {
        throw new HttpError("invalid", "This hold is over before it begins.");
      }
      const { holdId, isNew } = await database.transaction((tx) =>
        placeAudited(
          { facts, keyring: deps.keys() },
          tx,
          {
            debtorId: params.id,
            accountId,
            state,
            since: new Date(since),
            until: untilMs === undefined ? undefined : new Date(untilMs),
            author: user.id,
            evidence: evidence.length === 0 ? undefined : { ids: evidence.join(" ") },
            nextEvent:
              nextEvent === undefined
                ? undefined
                : { event: nextEvent.event, by: new Date(nextEvent.byMs) },
            note,
          },
          { kind: "user", id: user.id },
        ),
      );
      return { id: holdId, isNew };
    }),

    liftHold: handle(endpoints.liftHold, async ({ input: { params, body }, user }) => {
      await database.transaction((tx) =>
        liftAudited(
          facts,
          tx,
          { holdId: params.id, ...body, author: user.id },
          { kind: "user", id: user.id },
        ),
      );
      return DONE;
    }),
  };
}
