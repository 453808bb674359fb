import { endpoints } from "@fairflow/contract";
import { accountsOf, readDebtor } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { packsOfDebtor } from "../compliance/packs-of-debtor.ts";
import { handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { debtorNotices } from "../notices/debtor-notices.ts";
import { knownNotices } from "../notices/known-notices.ts";
import { recordAuditedNotice } from "../notices/record-notice.ts";
import { handleKey } from "../outside/handle-key.ts";
import { takeNotices } from "../outside/report-notices.ts";

/** Notices that the law requires and that were given outside. */
export function noticeHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  return {
    debtorNotices: handle(endpoints.debtorNotices, async ({ input: { params } }) => {
      if ((await readDebtor(database, params.id)) === undefined) throw notFound("debtor");
      return debtorNotices(database, params.id);
    }),

    recordServedNotice: handle(
      endpoints.recordServedNotice,
      async ({ input: { params, body }, user }) => {
        const { accountId, notice: noticeId, ...given } = body;
        const debtorId = params.id;
        if ((await readDebtor(database, debtorId)) === undefined) throw notFound("debtor");
        const accounts = await accountsOf(database, debtorId);
        if (accountId !== null && !accounts.some(({ id }) => id === accountId)) {
          throw notFound("account of this debtor");
        }
        if (!knownNotices(await packsOfDebtor(database, debtorId)).has(noticeId)) {
          throw new HttpError("invalid", "No rule pack of this debtor knows this notice.");
        }
        const served = { ...given, debtorId, accountId: accountId ?? undefined, noticeId };
        const by = { actor: { kind: "user", id: user.id }, author: user.id } as const;
        const recorded = await database.transaction((tx) =>
          recordAuditedNotice(facts, tx, served, by),
        );
        if (recorded.kind === "in-future") {
          throw new HttpError("invalid", "One of these days is in the future.");
        }
        return { id: recorded.id, isNew: recorded.kind === "recorded" };
      },
    ),

    reportNotices: handleKey(deps, endpoints.reportNotices, async ({ input: { body }, holder }) => {
      const actor = { kind: "api", id: holder.id } as const;
      const reporter = { actor, author: `api:${holder.name}` };
      return { rows: [...(await takeNotices(deps, body.notices, reporter))] };
    }),
  };
}
