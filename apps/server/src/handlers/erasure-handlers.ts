import { erasureEndpoints } from "@fairflow/contract";
import type { AppDeps } from "../app-deps.ts";
import { eraseDebtor, erasureOf } from "../erasure/erase-debtor.ts";
import { handle } from "../http/handle.ts";

/** The end of what is kept of a debtor. */
export function erasureHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  return {
    erasure: handle(erasureEndpoints.erasure, ({ input: { params } }) =>
      erasureOf({ database, facts }, params.id),
    ),

    eraseDebtor: handle(erasureEndpoints.eraseDebtor, ({ input: { params, body }, user }) =>
      eraseDebtor(
        { database, facts, keyring: deps.keys() },
        { debtorId: params.id, reason: body.reason, userId: user.id },
      ),
    ),
  };
}
