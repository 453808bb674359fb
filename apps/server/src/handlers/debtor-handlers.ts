import { endpoints, TimelineKind } from "@fairflow/contract";
import { readDebtor } from "@fairflow/db";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { debtorDetail } from "../debtors/debtor-detail.ts";
import { debtorPage, parseRank } from "../debtors/debtor-summaries.ts";
import { stepWhy } from "../debtors/step-why.ts";
import { parseCursor, timelinePage } from "../debtors/timeline.ts";
import { handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";

/** People: masked for whoever does not work with them. */
export function debtorHandlers(deps: AppDeps) {
  const reading = () => ({ database: deps.database, keyring: deps.keys() });
  return {
    debtors: handle(endpoints.debtors, ({ input: { query }, user }) => {
      const { search = "", cursor } = query;
      const after = cursor === undefined ? undefined : parseRank(cursor);
      if (cursor !== undefined && after === undefined) throw badCursor();
      return debtorPage(reading(), { search, after, role: user.role });
    }),

    debtor: handle(endpoints.debtor, async ({ input: { params }, user }) => {
      const detail = await debtorDetail(reading(), params.id, user.role);
      if (detail === undefined) throw notFound("debtor");
      return detail;
    }),

    timeline: handle(endpoints.timeline, async ({ input: { params, query }, user }) => {
      const before = query.before === undefined ? undefined : parseCursor(query.before);
      if (query.before !== undefined && before === undefined) throw badCursor();
      const debtor = await readDebtor(deps.database, params.id);
      if (debtor === undefined) throw notFound("debtor");
      const page = await timelinePage(reading(), debtor, {
        before,
        role: user.role,
        kinds: kindsOf(query.kinds),
      });
      return { ...page, zone: debtor.zone };
    }),

    stepWhy: handle(endpoints.stepWhy, async ({ input: { params } }) => {
      const [runId = "", seq = ""] = params.step.split(".");
      return stepWhy(deps.database, { debtorId: params.id, runId, seq: Number(seq) });
    }),
  };
}

function kindsOf(text: string | undefined): readonly TimelineKind[] {
  const parsed = z.array(TimelineKind).safeParse(text?.split(",") ?? []);
  if (!parsed.success) throw new HttpError("bad-request", "There is no such kind of entry.");
  return parsed.data;
}

function badCursor(): HttpError {
  return new HttpError("bad-request", "This place in the list is not known. Start from its top.");
}
