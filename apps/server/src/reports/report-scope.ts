import { isLocalDate } from "@fairflow/calendar";
import type { ReportQuery } from "@fairflow/contract";
import type { ReportPeriod, ReportScope } from "@fairflow/engine";
import { minorDigits } from "@fairflow/intake/currency";
import { HttpError } from "../http/http-error.ts";
import type { Reader } from "../sign-in/auth.ts";

/**
 * What a reader may be told of what they ask: somebody of a client gets its own accounts alone, and nothing about flows,
 * which are the house's.
 *
 * @throws HttpError for somebody of a client who names another, or a flow, and for a period that ends before it begins
 */
export function scopeOf(
  reader: Reader,
  query: ReportQuery,
): { readonly scope: ReportScope; readonly period: ReportPeriod } {
  const { currency, from, to, client, portfolio, product, flow, by } = query;
  if (!isLocalDate(from) || !isLocalDate(to) || from > to) {
    throw new HttpError("invalid", "The first close must be a day before the last.");
  }
  const scope = {
    currency,
    minorDigits: minorDigits(currency) ?? 2,
    portfolioId: portfolio,
    product,
  };
  const period = { from, to };
  if (reader.kind === "house") {
    return { scope: { ...scope, clientId: client, flowId: flow }, period };
  }
  const { clientId } = reader.client;
  const asksOther = client !== undefined && client !== clientId;
  if (asksOther || flow !== undefined || by === "flow") {
    throw new HttpError("not-allowed", "Clients see the reports of their portfolios alone.");
  }
  return { scope: { ...scope, clientId }, period };
}
