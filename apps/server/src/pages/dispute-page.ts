import { html } from "hono/html";
import {
  accountField,
  backTo,
  fileField,
  longField,
  pageForm,
  picks,
  textField,
  type Given,
} from "./form-parts.ts";
import type { LinkSession } from "./link-session.ts";
import { pageFrame, type Markup } from "./page-frame.ts";
import type { AccountChoice } from "./plan-page.ts";
import { DISPUTE_REASONS } from "./words/page-words.ts";

/** What is wrong with a debt, in a code, an amount, the debtor's own words and what shows it. */
export function disputePage(of: {
  readonly session: LinkSession;
  readonly accounts: readonly AccountChoice[];
  readonly fault: string | undefined;
  readonly given: Given;
}): Markup {
  const { words, language, ticket } = of.session;
  const { dispute } = words;
  const { given } = of;
  const reasons = DISPUTE_REASONS.map((value) => ({ value, label: dispute.reasons[value] }));
  return pageFrame({
    title: dispute.title,
    language,
    body: html`<h1>${dispute.title}</h1>
      <p>${dispute.text}</p>
      ${pageForm({
        action: "/pay/dispute",
        ticket,
        fault: of.fault,
        hasFile: true,
        body: html`${accountField(words, of.accounts, given)}
          ${picks({
            name: "reason",
            legend: dispute.reason,
            options: reasons,
            given: given["reason"],
          })}
          ${textField({
            name: "amount",
            label: dispute.amount,
            mode: "decimal",
            most: 20,
            value: given["amount"],
          })}
          ${longField({
            name: "statement",
            label: dispute.statement,
            value: given["statement"],
          })}
          ${fileField({ name: "proof", label: dispute.evidence, hint: words.paid.proofHint })}
          <button>${dispute.open}</button>`,
      })}
      ${backTo("/pay", words.back)}`,
  });
}
