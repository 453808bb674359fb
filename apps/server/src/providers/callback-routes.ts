import type { HttpBindings } from "@hono/node-server";
import { providerWasHeard } from "@fairflow/engine";
import { readAtMost } from "@fairflow/gateways";
import type { Context, Hono } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { noticeKeeper } from "./message-notices.ts";
import { refusalCounter, type CountRefusal } from "./refusal-counter.ts";

/** Adapters have lower limits of their own; nothing that a provider tells of a message is larger. */
const MOST_BYTES = 262_144;

/** What Twilio reads as "say nothing back"; others look at the status alone. */
const EMPTY_ANSWER = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

interface CallbackDeps extends Pick<AppDeps, "database" | "facts" | "keys" | "log" | "realNow"> {
  readonly providers: Pick<AppDeps["providers"], "channel">;
}

/**
 * Where providers tell what became of messages and what people answer. What comes is verified over its raw bytes and the
 * configured address, kept once, and acknowledged; it is read afterwards. All that is refused gets the same empty answer.
 */
export function mountCallbacks(app: Hono<AppEnv>, deps: CallbackDeps): void {
  const parts = { ...deps, keep: noticeKeeper(deps), countRefusal: refusalCounter(deps) };
  for (const place of ["status", "inbound"] as const) {
    // Some houses tell by GET: their adapter says so, and the others take none.
    app.on(["POST", "GET"], `/callbacks/:provider/${place}`, (context) =>
      takeCallback(context, place, parts),
    );
  }
}

async function takeCallback(
  context: Context<AppEnv>,
  place: "status" | "inbound",
  deps: CallbackDeps & {
    readonly keep: ReturnType<typeof noticeKeeper>;
    readonly countRefusal: CountRefusal;
  },
): Promise<Response> {
  const { raw } = context.req;
  const { requestId } = context.get("caller");
  const refuse = (status: 400 | 403 | 404 | 413 | 415, why: string) => {
    deps.log.warn({ requestId, why }, "A provider's callback was refused");
    return context.body(null, status);
  };
  const provider = context.req.param("provider") ?? "";
  const channel = await deps.providers.channel(provider);
  if (channel?.readNotice === undefined) return refuse(404, "unknown-address");
  const body = await readAtMost(raw.body, MOST_BYTES);
  if (body === undefined) return refuse(413, "too-long");
  const headers = Object.fromEntries(raw.headers);
  const target = targetOf(context);
  const reading = channel.readNotice({ target, headers, body }, deps.realNow());
  if (!reading.ok) {
    await deps.countRefusal({ provider, place, why: reading.why });
    return refuse(reading.status, reading.why);
  }
  await Promise.all(
    reading.notices.map(async ({ notice, body: kept }) => {
      if (notice.kind !== "ignored") await deps.keep({ provider, notice, body: kept });
    }),
  );
  await providerWasHeard(deps.database.sql, provider);
  return context.body(EMPTY_ANSWER, 200, { "content-type": "text/xml; charset=utf-8" });
}

/** The request line's target byte for byte, where there is one: a URL that was parsed may be spelt otherwise. */
function targetOf(context: Context<AppEnv>): string {
  const bindings: Partial<HttpBindings> = context.env ?? {};
  const line = bindings.incoming?.url;
  if (line?.startsWith("/") === true) return line;
  const { pathname, search } = new URL(context.req.raw.url);
  return pathname + search;
}
