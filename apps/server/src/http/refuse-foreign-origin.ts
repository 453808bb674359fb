import type { MiddlewareHandler } from "hono";
import { HttpError } from "./http-error.ts";

const COOKIELESS = ["/v1/", "/u/"];
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses writes that a browser makes for another site, whatever their content type. Browsers say where a write comes
 * from in `Sec-Fetch-Site`, and in `Origin` where that is missing; a program that says neither carries no cookies by
 * itself. What stands under `/v1` and `/u` takes no cookies: no browser can be made to write to the one, and mail programs
 * write to the other for whoever reads the mail.
 *
 * @param ownOrigins those of the installation, as `https://host`
 */
export function refuseForeignOrigin(ownOrigins: ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const takesCookies = !COOKIELESS.some((start) => context.req.path.startsWith(start));
    if (
      takesCookies &&
      !READS.has(context.req.method) &&
      isForeign(context.req.raw.headers, ownOrigins)
    ) {
      throw new HttpError("not-allowed", "This came from another site, so it was refused.");
    }
    await next();
  };
}

function isForeign(headers: Headers, ownOrigins: ReadonlySet<string>): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  return origin !== null && !ownOrigins.has(origin);
}
