import { endpoints } from "@fairflow/contract";
import { releaseReservation } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { answerQuestions } from "../outside/answer-questions.ts";
import { DONE } from "../http/handle.ts";
import { handleKey } from "../outside/handle-key.ts";
import type { KeyHolder } from "../outside/key-holder.ts";
import { liftAudited } from "../outside/lift-hold.ts";
import { takeContacts } from "../outside/report-contacts.ts";
import { takeHolds } from "../outside/report-holds.ts";

/** What other systems ask and tell. */
export function outsideHandlers(deps: AppDeps) {
  return {
    mayContact: handleKey(deps, endpoints.mayContact, async ({ input: { body }, holder }) => {
      const reserving = body.reserve ? { minutes: body.reserveMinutes, holder } : null;
      return { answers: [...(await answerQuestions(deps, body.questions, reserving))] };
    }),

    releaseReservation: handleKey(
      deps,
      endpoints.releaseReservation,
      async ({ input: { params }, holder }) => {
        const kept = { attemptId: params.id, source: holder.name };
        return { released: await releaseReservation(deps.facts, kept) };
      },
    ),

    reportContacts: handleKey(
      deps,
      endpoints.reportContacts,
      async ({ input: { body }, holder }) => {
        const by = { source: holder.name, author: `api:${holder.name}` };
        const rows = [...(await takeContacts(deps, body.contacts, by))];
        const count = (result: string) => rows.filter((row) => row.result === result).length;
        return {
          recorded: count("recorded"),
          known: count("known"),
          refused: count("refused"),
          rows,
        };
      },
    ),

    reportHolds: handleKey(deps, endpoints.reportHolds, async ({ input: { body }, holder }) => ({
      rows: [...(await takeHolds(deps, body.holds, reporterOf(holder)))],
    })),

    liftReportedHold: handleKey(
      deps,
      endpoints.liftReportedHold,
      async ({ input: { params, body }, holder }) => {
        const { actor, author } = reporterOf(holder);
        await deps.database.transaction((tx) =>
          liftAudited(deps.facts, tx, { holdId: params.id, ...body, author }, actor),
        );
        return DONE;
      },
    ),
  };
}

function reporterOf({ id, name }: KeyHolder) {
  return { actor: { kind: "api", id } as const, author: `api:${name}` };
}
