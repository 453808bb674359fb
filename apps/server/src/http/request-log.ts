import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Logger } from "pino";
import type { AppEnv } from "./app-env.ts";

/** One line a request: the pattern of its route, not its address, which may hold a token or what was searched for. */
export function requestLog(log: Logger): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const begun = performance.now();
    await next();
    const { status } = context.res;
    const line = {
      requestId: context.get("caller").requestId,
      method: context.req.method,
      route: routePath(context, -1),
      status,
      ms: Math.round(performance.now() - begun),
    };
    if (status >= 500) log.error(line, "request");
    else if (status === 401 || status === 403 || status === 429) log.warn(line, "request");
    else log.debug(line, "request");
  };
}
