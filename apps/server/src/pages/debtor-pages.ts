import type { Hono, MiddlewareHandler } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { saidPage } from "./ask-pages.ts";
import { mountAgreeing } from "./agree-routes.ts";
import { mountClaims } from "./claim-routes.ts";
import { mountDisputes } from "./dispute-routes.ts";
import { mountLinks } from "./link-routes.ts";
import { mountPayments } from "./pay-routes.ts";
import { mountWriting } from "./write-routes.ts";
import { pageLanguage, wordsOf } from "./words/words-of.ts";

/**
 * What a debtor sees, without an account and without a script: two questions, then what is open, the ways to pay it, and
 * what else they may say. Opening a link changes nothing, nothing of anybody is shown before the questions are answered,
 * and amounts come from the ledger.
 */
export function mountDebtorPages(app: Hono<AppEnv>, deps: AppDeps): void {
  for (const path of ["/p/*", "/pay/*", "/bank/*"]) app.use(path, faultsAsPages);
  mountLinks(app, deps);
  mountPayments(app, deps);
  mountAgreeing(app, deps);
  mountClaims(app, deps);
  mountDisputes(app, deps);
  mountWriting(app, deps);
}

/** A debtor is no program: what could not be done is said on a page too, with the same status. */
const faultsAsPages: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (context.error === undefined) return;
  const wanted = [context.req.query("lang"), context.req.header("accept-language")];
  const language = pageLanguage(wanted);
  const { title, text } = wordsOf(language).fault;
  const { status } = context.res;
  const page = await saidPage({ language, title, text });
  context.res = new Response(page, {
    status,
    headers: { "content-type": "text/html; charset=UTF-8" },
  });
};
