import { NOTICE_LIMIT_BYTES, readAtMost, receiveNotice } from "@fairflow/gateways";
import type { Hono } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import type { GatewayAddresses } from "./gateway-addresses.ts";
import { keepNotice } from "./keep-notice.ts";

/**
 * Where gateways tell what became of payments. A notice is checked and kept before it is acknowledged, and read afterwards:
 * a 200 says that it is on the disk, and whatever else happens the gateway tells it again. All that is refused gets the same
 * empty answer; the log says why.
 */
export function mountNotices(
  app: Hono<AppEnv>,
  deps: Pick<AppDeps, "database" | "facts" | "keys" | "realNow" | "log">,
  gateways: () => GatewayAddresses,
): void {
  app.post("/hooks/:gateway", async (context) => {
    const { raw } = context.req;
    const { pathname, search } = new URL(raw.url);
    const { address, requestId } = context.get("caller");
    const received = receiveNotice(gateways(), {
      method: raw.method,
      target: `${pathname}${search}`,
      headers: Object.fromEntries(raw.headers),
      body: await readAtMost(raw.body, NOTICE_LIMIT_BYTES),
      remoteAddress: address,
      receivedAt: deps.realNow(),
    });
    if (received.kind === "refused") {
      deps.log.warn({ requestId, why: received.why }, "A gateway's notice was refused");
      return context.body(null, received.why === "unknown-address" ? 404 : 400);
    }
    const { gateway, eventId, digest, body } = received;
    const provider = `gateway:${gateway.name}`;
    const kept = await keepNotice(deps, { provider, eventId, digest, body });
    if (kept === "contradicting") {
      deps.log.error({ requestId, provider }, "A gateway tells one event in two ways");
    }
    return context.body(null, 200);
  });
}
