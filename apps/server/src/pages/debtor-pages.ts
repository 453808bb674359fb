import type { Hono } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { mountAgreeing } from "./agree-routes.ts";
import { mountClaims } from "./claim-routes.ts";
import { mountDisputes } from "./dispute-routes.ts";
import { mountLinks } from "./link-routes.ts";
import { mountPayments } from "./pay-routes.ts";

/**
 * What a debtor sees, without an account and without a script: two questions, then what is open, the ways to pay it, and
 * what else they may say. Opening a link changes nothing, nothing of anybody is shown before the questions are answered,
 * and amounts come from the ledger.
 */
export function mountDebtorPages(app: Hono<AppEnv>, deps: AppDeps): void {
  mountLinks(app, deps);
  mountPayments(app, deps);
  mountAgreeing(app, deps);
  mountClaims(app, deps);
  mountDisputes(app, deps);
}
