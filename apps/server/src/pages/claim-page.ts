import { html } from "hono/html";
import { accountField, backTo, fileField, pageForm, textField, type Given } from "./form-parts.ts";
import type { LinkSession } from "./link-session.ts";
import { pageFrame, type Markup } from "./page-frame.ts";
import type { AccountChoice } from "./plan-page.ts";

/** "I have paid": when, how much, and what shows it. */
export function claimPage(of: {
  readonly session: LinkSession;
  readonly accounts: readonly AccountChoice[];
  /** Nothing was paid after it. */
  readonly today: string;
  readonly fault: string | undefined;
  readonly given: Given;
}): Markup {
  const { words, language, ticket } = of.session;
  const { paid } = words;
  const { given } = of;
  return pageFrame({
    title: paid.title,
    language,
    body: html`<h1>${paid.title}</h1>
      <p>${paid.text}</p>
      ${pageForm({
        action: "/pay/paid",
        ticket,
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
          ${textField({
            name: "amount",
            label: paid.amount,
            mode: "decimal",
            most: 20,
            value: given["amount"],
          })}
          ${fileField({ name: "proof", label: paid.proof, hint: paid.proofHint })}
          <button>${words.send}</button>`,
      })}
      ${backTo("/pay", words.back)}`,
  });
}
