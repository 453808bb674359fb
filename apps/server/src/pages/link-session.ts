import { anyPayLink, readClock, type PayLink } from "@fairflow/db";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { openTicket, sealTicket, TICKET_LIFETIME_MS } from "./sealed-ticket.ts";
import { pageLanguage, wordsOf, type PageLanguage } from "./words/words-of.ts";
import type { PageWords } from "./words/page-words.ts";

/** Who has answered the questions of a link in this browser, for some minutes. */
export interface LinkSession {
  readonly link: PayLink;
  readonly language: PageLanguage;
  readonly words: PageWords;
  /** Stands in every form of the pages, so that only they can be the ones that were sent. */
  readonly ticket: string;
}

const PURPOSE = "debtor-session";
const FORM = "debtor-form";

type Deps = Pick<AppDeps, "database" | "keys" | "publicUrl" | "realNow">;

/** `__Host-` where the browser keeps such a cookie: no other host of the domain can set it. */
function cookieName({ publicUrl }: Deps): string {
  return publicUrl.protocol === "https:" ? "__Host-fairflow-debtor" : "fairflow-debtor";
}

export function beginSession(
  context: Context<AppEnv>,
  deps: Deps,
  { linkId, language }: { readonly linkId: string; readonly language: PageLanguage },
): void {
  const words = [linkId, language];
  const sealed = sealTicket(deps.keys(), { purpose: PURPOSE, words }, deps.realNow());
  setCookie(context, cookieName(deps), sealed, {
    path: "/",
    httpOnly: true,
    // The way back from a bank comes from another site.
    sameSite: "Lax",
    secure: deps.publicUrl.protocol === "https:",
    maxAge: TICKET_LIFETIME_MS / 1_000,
  });
}

export function endSession(context: Context<AppEnv>, deps: Deps): void {
  deleteCookie(context, cookieName(deps), {
    path: "/",
    secure: deps.publicUrl.protocol === "https:",
  });
}

/**
 * Who reads. A link that was revoked because all is paid still shows what was paid; one that ended for another reason, and
 * one that is over, show nothing more.
 */
export async function readSession(
  context: Context<AppEnv>,
  deps: Deps,
): Promise<LinkSession | undefined> {
  const ticket = getCookie(context, cookieName(deps));
  if (ticket === undefined) return undefined;
  const opened = openTicket(deps.keys(), { purpose: PURPOSE, ticket }, deps.realNow());
  const [linkId, kept] = opened ?? [];
  if (!z.uuid().safeParse(linkId).success || linkId === undefined) return undefined;
  const { now } = await readClock(deps.database);
  const link = await anyPayLink(deps.database, linkId);
  if (link === undefined || link.isErased || link.expiresAt <= now) return undefined;
  if (link.revokedReason !== null && link.revokedReason !== "paid") return undefined;
  const chosen = context.req.query("lang");
  const language = pageLanguage([chosen, kept]);
  if (chosen !== undefined && language !== kept) beginSession(context, deps, { linkId, language });
  const form = sealTicket(deps.keys(), { purpose: FORM, words: [linkId] }, deps.realNow());
  return { link, language, words: wordsOf(language), ticket: form };
}

export function isOwnForm({ keys, realNow }: Deps, link: PayLink, ticket: string): boolean {
  return openTicket(keys(), { purpose: FORM, ticket }, realNow())?.[0] === link.id;
}
