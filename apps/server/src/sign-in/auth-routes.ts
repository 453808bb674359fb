import { hash } from "node:crypto";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { HttpError } from "../http/http-error.ts";
import { readJson } from "../http/read-json.ts";

const Credentials = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(200),
  rememberMe: z.boolean().optional(),
});

/** Of better-auth's routes these two are reachable, and no others: no sign-up, no change of e-mail, no linking. */
export function mountAuthRoutes(app: Hono<AppEnv>, deps: AppDeps): void {
  const { signIn, signInLimit, log, realNow } = deps;

  app.post("/api/auth/sign-in/email", async (context) => {
    const body = Credentials.safeParse(await readJson(context.req.raw.clone()));
    if (!body.success) throw new HttpError("invalid", "Give an e-mail address and a password.");
    const email = body.data.email.toLowerCase();
    const { requestId, address = "unknown" } = context.get("caller");
    const waitMs = signInLimit.waitMs(email, address, realNow().getTime());
    if (waitMs > 0) {
      const minutes = Math.ceil(waitMs / 60_000);
      throw new HttpError("too-many", `Too many tries. Wait ${minutes} minutes and try again.`);
    }
    const response = await signIn.handle(context.req.raw);
    if (response.ok) {
      signInLimit.recordSuccess(email);
      return response;
    }
    signInLimit.recordFailure(email, address, realNow().getTime());
    // A digest, so that repeated tries can be told apart without anybody's address in the log.
    log.warn({ requestId, who: hash("sha256", email).slice(0, 12) }, "A sign-in failed");
    throw new HttpError("not-signed-in", "The e-mail address or the password is wrong.");
  });

  app.post("/api/auth/sign-out", async (context) => {
    const response = await signIn.handle(context.req.raw);
    response.headers.set("clear-site-data", '"cache", "storage"');
    return response;
  });
}
