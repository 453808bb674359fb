import { formatMoney } from "@fairflow/template";
import { html } from "hono/html";
import { pageFrame, type Markup } from "./page-frame.ts";

/** Before it is known who reads, nothing of anybody is shown: not even for whom the link is. */
export function askPage(of: {
  readonly action: string;
  readonly fault: string | undefined;
  /** In a demo whoever plays the debtor is told the answer. */
  readonly hint: string | undefined;
}): Markup {
  return pageFrame({
    title: "Pay",
    body: html`<h1>One question first</h1>
      <p>So that nobody else sees what is yours.</p>
      ${of.fault === undefined ? "" : html`<p class="fault" role="alert">${of.fault}</p>`}
      <form method="post" action="${of.action}">
        <label for="fact">The last 4 letters or digits of your account number</label>
        <input id="fact" name="fact" required maxlength="20" autocomplete="off" />
        ${of.hint === undefined ? "" : html`<p class="note">Demo: the answer is ${of.hint}.</p>`}
        <button>Go on</button>
      </form>`,
  });
}

export interface PayPage {
  readonly action: string;
  /** Proves that the question was answered a moment ago. */
  readonly ticket: string;
  readonly name: string;
  readonly brand: string;
  readonly clientName: string;
  readonly references: readonly string[];
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly minimum: number;
  readonly fault: string | undefined;
}

export function payPage(page: PayPage): Markup {
  const { amount, minimum, currency } = page;
  const isFixed = minimum >= amount;
  return pageFrame({
    title: "Pay",
    body: html`<h1>
        ${page.brand}${page.brand === page.clientName ? "" : html` for ${page.clientName}`}
      </h1>
      <p>Dear ${page.name === "" ? "customer" : page.name}, this is what is open:</p>
      <p class="amount">${formatMoney(amount, currency)}</p>
      <dl>
        <dt>Reference</dt>
        <dd>${page.references.join(", ")}</dd>
      </dl>
      ${page.fault === undefined ? "" : html`<p class="fault" role="alert">${page.fault}</p>`}
      <form method="post" action="${page.action}">
        <input type="hidden" name="ticket" value="${page.ticket}" />
        <label for="amount"
          >Amount${isFixed ? "" : html`, at least ${formatMoney(minimum, currency)}`}</label
        >
        <input
          id="amount"
          name="amount"
          inputmode="decimal"
          required
          maxlength="20"
          ${isFixed ? "readonly" : ""}
          value="${plainAmount(amount, currency)}"
        />
        <button>Pay now</button>
      </form>
      <p class="note">You pay at your bank. Nothing of your card is asked here.</p>`,
  });
}

export function donePage(of: { readonly nothingOwed: boolean }): Markup {
  return pageFrame({
    title: "Thank you",
    body: html`<h1>Thank you</h1>
      <p>
        ${
          of.nothingOwed
            ? "Nothing is open on this account."
            : "We have your payment. Part of the amount is still open."
        }
      </p>
      <p class="note">You can close this page.</p>`,
  });
}

export function notPaidPage(back: string): Markup {
  return pageFrame({
    title: "Not paid",
    body: html`<h1>The bank did not take the payment</h1>
      <p>Nothing was booked.</p>
      <form method="get" action="${back}"><button>Try again</button></form>`,
  });
}

/** The same for a link that never was, one that is over and one that was closed. */
export function deadLinkPage(): Markup {
  return pageFrame({
    title: "This link is not valid",
    body: html`<h1>This link is not valid any more</h1>
      <p>
        If you have just paid, thank you: nothing more is needed. Otherwise ask whoever wrote to you
        for a new link.
      </p>`,
  });
}

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

/** As a form takes it: `1204.50`. */
function plainAmount(amount: number, currency: string): string {
  return formatMoney(amount, currency).replaceAll(/[^0-9.]/g, "");
}
