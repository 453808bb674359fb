import { NOTICE_LIMIT_BYTES, readAtMost, receiveNotice } from "@fairflow/gateways";
import type { Context, Hono } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { refusalCounter } from "../providers/refusal-counter.ts";
import { providerOf } from "./book-notices.ts";
import { keepNotice } from "./keep-notice.ts";
import { addressOf } from "./payment-gateways.ts";

/**
 * Where gateways tell what became of payments. A notice is checked and kept before it is acknowledged, and read afterwards:
 * a 200 says that it is on the disk, and whatever else happens the gateway tells it again. All that is refused gets the same
 * empty answer; the log says why.
 */
export function mountNotices(
  app: Hono<AppEnv>,
  deps: Pick<AppDeps, "database" | "facts" | "gateways" | "keys" | "realNow" | "log">,
): void {
  const countRefusal = refusalCounter(deps);
  const take = async (context: Context<AppEnv>): Promise<Response> => {
    const { raw } = context.req;
    const { pathname, search } = new URL(raw.url);
    const { address, requestId } = context.get("caller");
    const byAddress = new Map((await deps.gateways()).map((each) => [addressOf(each), each]));
    const ports = new Map([...byAddress].map(([path, { port }]) => [path, port]));
    const received = receiveNotice(ports, {
      method: raw.method,
      target: `${pathname}${search}`,
      headers: Object.fromEntries(raw.headers),
      body: await readAtMost(raw.body, NOTICE_LIMIT_BYTES),
      remoteAddress: address,
      receivedAt: deps.realNow(),
    });
    const mounted = byAddress.get(pathname);
    if (received.kind === "refused" || mounted === undefined) {
      const why = received.kind === "refused" ? received.why : "unknown-address";
      deps.log.warn({ requestId, why }, "A gateway's notice was refused");
      if (mounted !== undefined) {
        await countRefusal({ provider: mounted.key, place: "payment", why });
      }
      return context.body(null, why === "unknown-address" ? 404 : 400);
    }
    const { eventId, digest, body } = received;
    const provider = providerOf(mounted);
    const kept = await keepNotice(deps, { provider, eventId, digest, body });
    if (kept === "contradicting") {
      deps.log.error({ requestId, provider }, "A gateway tells one event in two ways");
    }
    return context.body(null, 200);
  };
  app.post("/hooks/sandbox", take);
  app.post("/callbacks/:provider", take);
}
