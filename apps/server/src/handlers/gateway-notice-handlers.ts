import { gatewayNoticeEndpoints } from "@fairflow/contract";
import {
  listProviders,
  quarantinedNotices,
  recordAudit,
  releaseNotice,
  setNoticeAside,
} from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { providerOf } from "../payments/book-notices.ts";
import { SANDBOX } from "../payments/payment-gateways.ts";

const { gatewayNotices, settleGatewayNotice } = gatewayNoticeEndpoints;

/** What gateways told and a person has to decide. */
export function gatewayNoticeHandlers({ database, facts, realNow }: AppDeps) {
  return {
    gatewayNotices: handle(gatewayNotices, async () => {
      const [notices, providers] = await Promise.all([
        quarantinedNotices(database),
        listProviders(database),
      ]);
      const names = new Map(providers.map(({ id, name }) => [providerOf({ key: id }), name]));
      names.set(providerOf({ key: SANDBOX }), "Sandbox Bank");
      return notices.map(({ id, provider, providerId, receivedAt, reason }) => ({
        id,
        gateway: names.get(provider) ?? provider,
        receivedAtMs: receivedAt.getTime(),
        reason,
        number: providerId,
      }));
    }),

    settleGatewayNotice: handle(settleGatewayNotice, async ({ input: { params, body }, user }) => {
      const { id } = params;
      await database.transaction(async (tx) => {
        const isAskedAgain = body.decision === "ask-again";
        const isSettled = isAskedAgain
          ? await releaseNotice(tx, id)
          : await setNoticeAside(tx, id, realNow());
        if (!isSettled) throw new HttpError("conflict", "Somebody has decided this notice.");
        if (isAskedAgain) await facts.jobs.send(tx, [{ queue: "inbox" }]);
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: `gateway-notice.${body.decision}`,
            subject: { kind: "inbox", id },
            reason: body.decision === "set-aside" ? body.reason : undefined,
          },
        ]);
      });
      return DONE;
    }),
  };
}
