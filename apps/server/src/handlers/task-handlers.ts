import { endpoints } from "@fairflow/contract";
import { openDisputeOf, readTask } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { inboxPage, parseRank } from "../desk/inbox.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { completeTask } from "../tasks/complete-task.ts";
import { dialTask } from "../tasks/dial-task.ts";
import { notesFor, offeredOutcomes, papersOf, writtenFor } from "../tasks/task-detail.ts";
import { taskSummaries } from "../tasks/task-list.ts";
import { taskVerdicts } from "../tasks/task-verdicts.ts";

/** Work for people. */
export function taskHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  const acting = () => ({ database, facts, keyring: deps.keys() });
  return {
    tasks: handle(endpoints.tasks, ({ input: { query }, user }) => {
      const { view = "all", kind, team, cursor } = query;
      const after = cursor === undefined ? undefined : parseRank(cursor);
      if (cursor !== undefined && after === undefined) {
        throw new HttpError(
          "bad-request",
          "This place in the list is not known. Start from its top.",
        );
      }
      return inboxPage(acting(), { view, kind, team, after, user });
    }),

    task: handle(endpoints.task, async ({ input: { params }, user }) => {
      const stored = await readTask(database, params.id);
      if (stored === undefined) throw notFound("task");
      const reading = { database, keyring: deps.keys(), role: user.role };
      const verdicts = await taskVerdicts(facts, [stored]);
      const [summary] = await taskSummaries(reading, [stored], verdicts);
      if (summary === undefined) throw notFound("task");
      return {
        ...summary,
        outcomes: offeredOutcomes(stored, summary.verdict),
        papers: [...(await papersOf(facts, stored))],
        written: [...(await writtenFor(reading, stored))],
        runId: stored.runId,
        notes: [...(await notesFor(reading, stored))],
        disputeId: (await openDisputeOf(database, stored)) ?? null,
      };
    }),

    dialTask: handle(endpoints.dialTask, ({ input: { params, body }, user }) =>
      dialTask(acting(), { id: params.id, userId: user.id, ...body }),
    ),

    completeTask: handle(endpoints.completeTask, async ({ input: { params, body }, user }) => {
      await completeTask(acting(), { id: params.id, ...body, userId: user.id });
      return DONE;
    }),
  };
}
