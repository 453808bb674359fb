import { formatMoney } from "@fairflow/template";
import { html } from "hono/html";
import { pageFrame, type Markup } from "./page-frame.ts";
import type { PageWords } from "./words/page-words.ts";
import { wordsOf, type PageLanguage } from "./words/words-of.ts";

/** A gateway's page that opens by a form which the browser posts: without a script, by a button. */
export function goOnPage(of: {
  readonly language: PageLanguage;
  readonly url: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly amount: number;
  readonly currency: string;
}): Markup {
  const words = wordsOf(of.language);
  return pageFrame({
    title: words.pay.goOn,
    language: of.language,
    body: html`<h1>${words.pay.goOn}</h1>
      <p>${words.pay.goOnText}</p>
      <p class="amount">${formatMoney(of.amount, of.currency)}</p>
      <form method="post" action="${of.url}">
        ${of.fields.map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <button>${words.pay.goOn}</button>
      </form>`,
  });
}

/** What became of a try to pay. It says nothing of anybody: the address of this page was known to the gateway. */
export function backPage(of: {
  readonly language: PageLanguage;
  readonly standing: "pending" | "failed" | "paid";
  /** Whether the reader has answered the questions, and whether anything is open still. */
  readonly known: { readonly nothingOwed: boolean } | undefined;
}): Markup {
  const { language, standing, known } = of;
  const words = wordsOf(language);
  const [title, text] = saidOf(words, standing, known);
  return pageFrame({
    title,
    language,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      ${
        known === undefined
          ? html`<p class="note">${words.done.close}</p>`
          : html`<a class="button plain" href="/pay"
              >${standing === "failed" ? words.done.again : words.done.overview}</a
            >`
      }`,
  });
}

function saidOf(
  { done }: PageWords,
  standing: "pending" | "failed" | "paid",
  known: { readonly nothingOwed: boolean } | undefined,
): readonly [title: string, text: string] {
  switch (standing) {
    case "pending":
      return [done.waiting, done.waitingText];
    case "failed":
      return [done.failed, done.failedText];
    case "paid":
      if (known === undefined) return [done.paid, ""];
      return [done.paid, known.nothingOwed ? done.nothingOwed : done.thanks];
  }
}

/** The sandbox's bank: it speaks to whoever plays the debtor. */
export function bankPage(of: {
  readonly action: string;
  readonly amount: number;
  readonly currency: string;
}): Markup {
  return pageFrame({
    title: "Sandbox Bank",
    body: html`<h1>Sandbox Bank</h1>
      <p>No money moves here. Choose what the bank does with</p>
      <p class="amount">${formatMoney(of.amount, of.currency)}</p>
      <form method="post" action="${of.action}">
        <button name="choice" value="paid">Pay all of it</button>
        <button name="choice" value="partial" class="plain">Pay half of it</button>
        <button name="choice" value="failed" class="plain">Decline it</button>
      </form>`,
  });
}
