import { formatMoney } from "@fairflow/template";
import { html } from "hono/html";
import { formPage } from "./form-page.ts";
import { accountField, amountField, picks, textField, type AccountForm } from "./form-parts.ts";
import type { Markup } from "./page-frame.ts";

/** What a household needs, in the order in which the form asks. */
export const NEEDS = ["home", "food", "transport", "debts", "other"] as const;

/** A plan of instalments, with what shows whether it can be kept. */
export function planPage(
  of: AccountForm & { readonly balance: number; readonly tomorrow: string },
): Markup {
  const { words, link } = of.session;
  const { given } = of;
  const money = (name: string, label: string, isRequired: boolean) =>
    amountField({ name, label, isRequired, value: given[name] });
  const { plan } = words;
  return formPage({
    session: of.session,
    said: plan,
    above: html`<p class="amount">${formatMoney(of.balance, link.currency)}</p>`,
    action: "/pay/plan",
    fault: of.fault,
    body: html`${accountField(words, of.accounts, given)} ${money("amount", plan.amount, true)}
      ${picks({
        name: "every",
        legend: plan.every,
        given: given["every"],
        options: [
          { value: "monthly", label: plan.monthly },
          { value: "fortnightly", label: plan.fortnightly },
          { value: "weekly", label: plan.weekly },
        ],
      })}
      ${textField({
        name: "first",
        label: plan.first,
        type: "date",
        value: given["first"] ?? of.tomorrow,
        isRequired: true,
      })}
      <h2>${plan.budget}</h2>
      ${money("income", plan.income, true)} ${NEEDS.map((key) => money(key, plan[key], false))}
      ${textField({
        name: "people",
        label: plan.people,
        mode: "numeric",
        most: 2,
        value: given["people"],
      })}
      <button>${plan.propose}</button>`,
  });
}
