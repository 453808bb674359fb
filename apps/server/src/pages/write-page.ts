import { html } from "hono/html";
import { formPage } from "./form-page.ts";
import { accountField, longField, picks, type AccountForm } from "./form-parts.ts";
import type { Markup } from "./page-frame.ts";

export const WRITTEN_KINDS = ["query", "complaint"] as const;

/** A question or a complaint in the debtor's own words: it stops nothing, and wants an answer. */
export function writePage(of: AccountForm): Markup {
  const { words } = of.session;
  const { write } = words;
  const { given } = of;
  return formPage({
    session: of.session,
    said: write,
    action: "/pay/write",
    fault: of.fault,
    body: html`${accountField(words, of.accounts, given)}
      ${picks({
        name: "kind",
        legend: write.kind,
        options: WRITTEN_KINDS.map((value) => ({ value, label: write.kinds[value] })),
        given: given["kind"],
      })}
      ${longField({ name: "statement", label: words.dispute.statement, value: given["statement"] })}
      <button>${write.send}</button>`,
  });
}
