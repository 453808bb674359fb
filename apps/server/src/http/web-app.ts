import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";
import type { AppEnv } from "./app-env.ts";

/** Vite names these files by their content, so they never change. */
const FOR_EVER = "public, max-age=31536000, immutable";
const REVALIDATED = "no-cache";

/** Serves the built web app: its files, and its page for every address that is one of its screens. */
export function mountWebApp(app: Hono<AppEnv>, folder: string): void {
  app.get(
    "/assets/*",
    serveStatic({
      root: folder,
      onFound: (_, context) => context.header("cache-control", FOR_EVER),
    }),
  );
  app.get(
    "/:file{[\\w-]+\\.(svg|ico|png|txt|webmanifest)}",
    serveStatic({
      root: folder,
      onFound: (_, context) => context.header("cache-control", REVALIDATED),
    }),
  );
  app.get("*", async (context, next) => {
    if (!isScreen(context.req.path)) return next();
    const page = await readFile(join(folder, "index.html"), "utf8");
    return context.html(page, 200, { "cache-control": REVALIDATED });
  });
}

/** What has a dot is a file; what begins with one of these is answered elsewhere, or nowhere. */
function isScreen(path: string): boolean {
  return !path.includes(".") && !/^\/(api|p|bank|assets)(\/|$)/.test(path);
}
