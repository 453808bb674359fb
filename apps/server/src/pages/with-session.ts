import { accountReferences } from "@fairflow/db";
import type { Context } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { whatIsDue, type WhatIsDue } from "../payments/what-is-due.ts";
import { deadLinkPage } from "./ask-pages.ts";
import { readSession, type LinkSession } from "./link-session.ts";
import type { AccountChoice } from "./form-parts.ts";
import { pageLanguage, wordsOf } from "./words/words-of.ts";

/** Who reads, and what of their accounts is open. */
export interface Reader {
  readonly session: LinkSession;
  readonly due: WhatIsDue;
  /** The accounts that something may be said about. */
  readonly accounts: readonly AccountChoice[];
}

/** What a stranger, and whoever comes too late, sees of every page. */
export async function deadPage(context: Context<AppEnv>): Promise<Response> {
  const wanted = [context.req.query("lang"), context.req.header("accept-language")];
  const language = pageLanguage(wanted);
  return context.html(await deadLinkPage({ language, words: wordsOf(language) }), 404);
}

/** A page for whoever has answered the questions of a link; a stranger learns nothing, whatever they send. */
export function withSession(
  deps: AppDeps,
  answer: (context: Context<AppEnv>, reader: Reader) => Promise<Response>,
): (context: Context<AppEnv>) => Promise<Response> {
  return async (context) => {
    const session = await readSession(context, deps);
    if (session === undefined) return deadPage(context);
    const { link } = session;
    const [due, references] = await Promise.all([
      whatIsDue(deps.facts, deps.database, link),
      accountReferences(deps.database, link.accountIds),
    ]);
    const accounts = link.accountIds.flatMap((accountId) => {
      const reference = references.get(accountId);
      return reference === undefined ? [] : [{ accountId, reference }];
    });
    return answer(context, { session, due, accounts });
  };
}
