import { endpoints } from "@fairflow/contract";
import { markGone, markPresent } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";

/** Who has which draft open. It is forgotten soon after, and never on the trail. */
export function presenceHandlers({ database, realNow }: AppDeps) {
  return {
    bePresent: handle(endpoints.bePresent, async ({ input: { params, body }, user }) => {
      const { id: flowId, window: windowId } = params;
      await markPresent(
        database,
        { flowId, windowId, userId: user.id, nodeId: body.node },
        realNow(),
      );
      return DONE;
    }),

    leavePresence: handle(endpoints.leavePresence, async ({ input: { params }, user }) => {
      await markGone(database, { windowId: params.window, userId: user.id });
      return DONE;
    }),
  };
}
