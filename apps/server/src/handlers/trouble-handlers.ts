import { troubleEndpoints } from "@fairflow/contract";
import { recordAudit } from "@fairflow/db";
import { actOnTroubleIn, readTroubles } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { countedAtMost } from "../trouble/counted-at-most.ts";
import { tellingProviders } from "../trouble/telling-providers.ts";
import { mayAct, troubleViews } from "../trouble/trouble-views.ts";

/** Real time: every screen shows the number, so it is counted once for all. */
const COUNT_EVERY_MS = 20_000;

/** What is wrong, and what people do about it. */
export function troubleHandlers(deps: AppDeps) {
  const { database, facts, realNow } = deps;
  const count = countedAtMost(COUNT_EVERY_MS, realNow, async () => {
    const troubles = await readTroubles(database, await tellingProviders(database));
    return troubles.length;
  });
  return {
    troubles: handle(troubleEndpoints.troubles, async ({ user }) => ({
      troubles: await troubleViews({ database, keyring: deps.keys() }, user.role),
      atMs: realNow().getTime(),
    })),

    troubleCount: handle(troubleEndpoints.troubleCount, async () => ({
      count: await count.read(),
    })),

    actOnTrouble: handle(troubleEndpoints.actOnTrouble, async ({ input: { body }, user }) => {
      const { kind, id, action, reason } = body;
      if (!mayAct(user.role, body)) {
        throw new HttpError("not-allowed", "Somebody with another role does this.");
      }
      await database.transaction(async (tx) => {
        const acted = await actOnTroubleIn(facts, tx, {
          kind,
          id,
          action,
          author: user.id,
          reason,
        });
        switch (acted) {
          case "done":
            break;
          case "gone":
            throw new HttpError("conflict", "This is over, or somebody has seen to it already.");
          case "not-offered":
            throw new HttpError("invalid", "This cannot be done about it.");
          case "cannot-resume":
            throw new HttpError(
              "conflict",
              "This run has nothing to go on with; it can only be ended.",
            );
        }
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: `trouble.${action}`,
            subject: { kind, id },
            reason,
          },
        ]);
      });
      count.forget();
      return DONE;
    }),
  };
}
