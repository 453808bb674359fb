import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono, MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import type { AppEnv } from "./app-env.ts";

/** Vite names these files by their content, so they never change. */
const FOR_EVER = "public, max-age=31536000, immutable";
const REVALIDATED = "no-cache";

/** Serves the built web app: its files, and its page for every address that is one of its screens. */
export function mountWebApp(app: Hono<AppEnv>, folder: string): void {
  app.get(
    "/assets/*",
    compress({ encoding: "gzip" }),
    cached(FOR_EVER),
    serveStatic({ root: folder }),
  );
  app.get(
    "/:file{[\\w-]+\\.(svg|ico|png|txt|webmanifest)}",
    cached(REVALIDATED),
    serveStatic({ root: folder }),
  );
  app.get("*", async (context, next) => {
    if (!isScreen(context.req.path)) return next();
    const page = await readFile(join(folder, "index.html"), "utf8");
    return context.html(page, 200, { "cache-control": REVALIDATED });
  });
}

function cached(cacheControl: string): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    await next();
    if (context.res.ok) context.header("cache-control", cacheControl);
  };
}

/** What has a dot is a file; what begins with one of these is answered elsewhere, or nowhere. */
function isScreen(path: string): boolean {
  return !path.includes(".") && !/^\/(api|v1|hooks|callbacks|p|u|bank|assets)(\/|$)/.test(path);
}
