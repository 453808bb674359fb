import { html } from "hono/html";
import { formPage } from "./form-page.ts";
import { accountField, amountField, fileField, textField, type AccountForm } from "./form-parts.ts";
import type { Markup } from "./page-frame.ts";

/** "I have paid": when, how much, and what shows it. */
export function claimPage(
  of: AccountForm & {
    /** Nothing was paid after it. */
    readonly today: string;
  },
): Markup {
  const { words } = of.session;
  const { paid } = words;
  const { given } = of;
  return formPage({
    session: of.session,
    said: paid,
    action: "/pay/paid",
    fault: of.fault,
    hasFile: true,
    body: html`${accountField(words, of.accounts, given)}
      ${textField({
        name: "day",
        label: paid.day,
        type: "date",
        until: of.today,
        value: given["day"],
      })}
      ${amountField({ name: "amount", label: paid.amount, value: given["amount"] })}
      ${fileField({ name: "proof", label: paid.proof, hint: paid.proofHint })}
      <button>${words.send}</button>`,
  });
}
