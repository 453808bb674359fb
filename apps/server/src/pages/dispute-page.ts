import { html } from "hono/html";
import { formPage } from "./form-page.ts";
import {
  accountField,
  amountField,
  fileField,
  longField,
  picks,
  type AccountForm,
} from "./form-parts.ts";
import type { Markup } from "./page-frame.ts";
import { DISPUTE_REASONS } from "./words/page-words.ts";

/** What is wrong with a debt, in a code, an amount, the debtor's own words and what shows it. */
export function disputePage(of: AccountForm): Markup {
  const { words } = of.session;
  const { dispute } = words;
  const { given } = of;
  return formPage({
    session: of.session,
    said: dispute,
    action: "/pay/dispute",
    fault: of.fault,
    hasFile: true,
    body: html`${accountField(words, of.accounts, given)}
      ${picks({
        name: "reason",
        legend: dispute.reason,
        options: DISPUTE_REASONS.map((value) => ({ value, label: dispute.reasons[value] })),
        given: given["reason"],
      })}
      ${amountField({ name: "amount", label: dispute.amount, value: given["amount"] })}
      ${longField({ name: "statement", label: dispute.statement, value: given["statement"] })}
      ${fileField({ name: "proof", label: dispute.evidence, hint: words.paid.proofHint })}
      <button>${dispute.open}</button>`,
  });
}
