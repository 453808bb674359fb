import { getConnInfo } from "@hono/node-server/conninfo";
import type { SignedInUser } from "@fairflow/contract";
import { newId } from "@fairflow/db";
import type { Context, MiddlewareHandler } from "hono";
import type { SignIn } from "../sign-in/auth.ts";
import type { AppEnv } from "./app-env.ts";

/** Gives each request an id, which its answer and its log lines carry, and says who asks. */
export function requestCaller(signIn: SignIn): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const requestId = newId();
    let user: Promise<SignedInUser | null> | undefined;
    context.set("caller", {
      requestId,
      address: addressOf(context),
      user: () => (user ??= signIn.userOf(context.req.raw.headers)),
    });
    await next();
    context.res.headers.set("x-request-id", requestId);
  };
}

/** Without a connection, as under `app.request`, there is none. */
function addressOf(context: Context<AppEnv>): string | undefined {
  const bindings: unknown = context.env;
  if (typeof bindings !== "object" || bindings === null || !("incoming" in bindings))
    return undefined;
  return getConnInfo(context).remote.address;
}
