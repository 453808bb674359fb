import { formatMoney } from "@fairflow/template";
import { html } from "hono/html";
import { backTo } from "./form-parts.ts";
import type { LinkSession } from "./link-session.ts";
import { pageFrame, type Markup } from "./page-frame.ts";
import { spokenDate } from "./words/spoken-date.ts";

export interface Receipt {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly valueDate: string;
  readonly isTakenBack: boolean;
}

export function receiptPage(session: LinkSession, receipt: Receipt): Markup {
  const { words, link, language } = session;
  const { amount, currency, valueDate, id, isTakenBack } = receipt;
  return pageFrame({
    title: words.receipt.title,
    language,
    body: html`<h1>${words.receipt.title}</h1>
      <p>${words.due.from(link.brand, link.clientName)}</p>
      <p class="amount">${formatMoney(amount, currency)}</p>
      <dl>
        <dt>${words.receipt.paidOn}</dt>
        <dd>${spokenDate(words, valueDate)}</dd>
        <dt>${words.due.reference}</dt>
        <dd>${link.references.join(", ")}</dd>
        <dt>${words.receipt.number}</dt>
        <dd>${id}</dd>
      </dl>
      <p class="${isTakenBack ? "fault" : "note"}">
        ${isTakenBack ? words.receipt.takenBack : words.receipt.keep}
      </p>
      ${backTo("/pay", words.back)}`,
  });
}
