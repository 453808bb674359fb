import { getConnInfo } from "@hono/node-server/conninfo";
import { newId } from "@fairflow/db";
import type { Context, MiddlewareHandler } from "hono";
import type { KeyHolder } from "../outside/key-holder.ts";
import type { Reader, SignIn } from "../sign-in/auth.ts";
import type { AppEnv } from "./app-env.ts";
import { clientAddress } from "./client-address.ts";

/** Gives each request an id, which its answer and its log lines carry, and says who asks. */
export function requestCaller(
  signIn: SignIn,
  keyHolderOf: (headers: Headers, address: string | undefined) => Promise<KeyHolder | null>,
  trustedProxies: readonly string[],
): MiddlewareHandler<AppEnv> {
  const addressOf = clientAddress(trustedProxies);
  return async (context, next) => {
    const requestId = newId();
    const { headers } = context.req.raw;
    const address = addressOf(connectionOf(context), headers.get("x-forwarded-for"));
    let reader: Promise<Reader | null> | undefined;
    let keyHolder: Promise<KeyHolder | null> | undefined;
    context.set("caller", {
      requestId,
      address,
      reader: () => (reader ??= signIn.readerOf(headers)),
      keyHolder: () => (keyHolder ??= keyHolderOf(headers, address)),
    });
    await next();
    context.res.headers.set("x-request-id", requestId);
  };
}

/** Without a connection, as under `app.request`, there is none. */
function connectionOf(context: Context<AppEnv>): string | undefined {
  const bindings: unknown = context.env;
  if (typeof bindings !== "object" || bindings === null || !("incoming" in bindings))
    return undefined;
  return getConnInfo(context).remote.address;
}
