import { html } from "hono/html";
import {
  accountField,
  amountField,
  backTo,
  pageForm,
  picks,
  textField,
  type AccountForm,
} from "./form-parts.ts";
import { pageFrame, type Markup } from "./page-frame.ts";

export const HARDSHIPS = ["income", "illness", "bereavement", "counselling", "other"] as const;

export interface LaterPage extends AccountForm {
  readonly tomorrow: string;
}

/**
 * Two ways to say it: a promise with a day, or what happened where nobody knows a day.
 *
 * @param of.accounts those that something may be promised for; none where all of it is agreed already
 */
export function laterPage(of: LaterPage): Markup {
  const { words, language, ticket } = of.session;
  const { later } = words;
  const reasons = HARDSHIPS.map((value) => ({ value, label: later.reasons[value] }));
  return pageFrame({
    title: later.title,
    language,
    body: html`<h1>${later.title}</h1>
      ${of.accounts.length === 0 ? html`<p class="said">${later.agreed}</p>` : promiseForm(of)}
      <h2>${later.cannot}</h2>
      <p>${later.cannotText}</p>
      ${pageForm({
        action: "/pay/hardship",
        ticket,
        body: html`${picks({ name: "reason", legend: words.dispute.reason, options: reasons })}
          <button class="plain">${later.tell}</button>`,
      })}
      ${backTo("/pay", words.back)}`,
  });
}

function promiseForm({ session, accounts, tomorrow, fault, given }: LaterPage): Markup {
  const { words, ticket } = session;
  const { later } = words;
  return html`<p>${later.text}</p>
    ${pageForm({
      action: "/pay/later",
      ticket,
      fault,
      body: html`${accountField(words, accounts, given)}
        ${textField({
          name: "day",
          label: later.when,
          type: "date",
          value: given["day"] ?? tomorrow,
          isRequired: true,
        })}
        ${amountField({
          name: "amount",
          label: later.amount,
          isRequired: true,
          value: given["amount"],
        })} <button>${later.promise}</button>`,
    })}`;
}
