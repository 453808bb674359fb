import { retentionEndpoints } from "@fairflow/contract";
import { readClock, recordAudit } from "@fairflow/db";
import { readRetention, RetentionSetting, saveRetention, termsNow } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { retentionCount, retentionPeople, retentionState } from "../erasure/retention.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";

/** Erasing by the clock. */
export function retentionHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  return {
    retention: handle(retentionEndpoints.retention, () => retentionState({ database, facts })),

    retentionPeople: handle(retentionEndpoints.retentionPeople, ({ input: { query }, user }) =>
      retentionPeople(
        { database, facts, keyring: deps.keys() },
        { show: query.show, cursor: query.cursor, role: user.role },
      ),
    ),

    retentionCount: handle(retentionEndpoints.retentionCount, () =>
      retentionCount({ database, facts }),
    ),

    changeRetention: handle(
      retentionEndpoints.changeRetention,
      async ({ input: { body }, user }) => {
        const { reason, ...asked } = body;
        const setting = RetentionSetting.safeParse(asked);
        if (!setting.success) {
          throw new HttpError("invalid", setting.error.issues[0]?.message ?? "It does not fit.");
        }
        await database.transaction(async (tx) => {
          const [{ now }, before, { portfolios }] = await Promise.all([
            readClock(tx),
            readRetention(tx),
            termsNow(facts, tx),
          ]);
          if (setting.data.portfolios.some(({ portfolioId }) => !portfolios.has(portfolioId))) {
            throw new HttpError("invalid", "One of the portfolios is not there.");
          }
          await saveRetention(tx, setting.data, { userId: user.id, now });
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "retention.change",
              subject: { kind: "setting", id: "retention" },
              before: before?.setting,
              after: setting.data,
              reason,
            },
          ]);
        });
        return DONE;
      },
    ),
  };
}
