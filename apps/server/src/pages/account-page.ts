import type { PayTerms } from "@fairflow/db";
import { localTime } from "@fairflow/calendar";
import { formatMoney } from "@fairflow/template";
import { html } from "hono/html";
import { knownZone } from "../debtors/known-zone.ts";
import { isFree, type PayChoice, type WhatIsDue } from "../payments/what-is-due.ts";
import { languageLinks } from "./ask-pages.ts";
import { amountField, pageForm, picks, type Given, type Option } from "./form-parts.ts";
import type { LinkSession } from "./link-session.ts";
import { pageFrame, type Markup } from "./page-frame.ts";
import type { PageWords } from "./words/page-words.ts";
import { spokenDate } from "./words/spoken-date.ts";

export interface PastPayment {
  readonly id: string;
  readonly amount: number;
  readonly valueDate: string;
}

export type EftDetails = PayTerms["payTo"] & {
  /** By which the money finds its account. */
  readonly reference: string;
};

export interface AccountPage {
  readonly session: LinkSession;
  readonly name: string;
  readonly due: WhatIsDue;
  /** The ways to pay, each by its key and the name of its adapter. */
  readonly ways: readonly { readonly key: string; readonly name: string }[];
  readonly payments: readonly PastPayment[];
  readonly preferencesPath: string | undefined;
  /** How to pay without a gateway, where the portfolio says. */
  readonly eft: EftDetails | undefined;
  readonly fault: string | undefined;
  /** What the form was sent with, where something in it is wrong. */
  readonly given: Given;
}

/** What is open, the ways to pay it, and what else a debtor may say. */
export function accountPage(page: AccountPage): Markup {
  const { session, due, name } = page;
  const { link, words, language } = session;
  const isOpen = due.choices.length > 0;
  return pageFrame({
    title: words.due.title,
    language,
    body: html`<h1>${words.due.from(link.brand, link.clientName)}</h1>
      ${due.isTimeBarred ? html`<p class="said">${words.due.barred}</p>` : ""}
      ${due.isDisputed ? html`<p class="said">${words.due.disputed}</p>` : ""}
      ${
        isOpen
          ? html`<p>${words.due.dear(name === "" ? words.due.customer : name)}</p>
              ${amounts(page)} ${said(page)} ${payForm(page)} ${byEft(page)}`
          : html`<p>${due.isTimeBarred ? "" : words.due.nothing}</p>`
      }
      ${more(page)} ${past(page)} ${languageLinks("/pay", session)}`,
  });
}

function amounts({ session: { link, words }, due }: AccountPage): Markup {
  const { currency } = link;
  return html`<p class="amount">${formatMoney(due.balance, currency)}</p>
    <dl>
      ${
        due.arrears > 0 && due.arrears < due.balance
          ? html`<dt>${words.due.overdue}</dt>
              <dd>${formatMoney(due.arrears, currency)}</dd>`
          : ""
      }
      <dt>${words.due.reference}</dt>
      <dd>${link.references.join(", ")}</dd>
    </dl>`;
}

/** What the debtor has agreed to or told, so that nobody says it twice. */
function said({ session: { words, link }, due }: AccountPage): Markup {
  const agreed = due.agreed.flatMap(({ kind, isProposed, amount, dueOn }) => {
    if (isProposed) return [words.plan.proposed];
    if (amount === null || dueOn === null || kind === "settlement") return [];
    const [money, day] = [formatMoney(amount, link.currency), spokenDate(words, dueOn)];
    return kind === "promise" ? [words.later.promised(money, day)] : [words.plan.next(money, day)];
  });
  const { claimedUntil } = due;
  const claimed =
    claimedUntil === undefined
      ? []
      : [
          words.paid.heardText(
            spokenDate(words, localTime(knownZone(link.zone), claimedUntil).date),
          ),
        ];
  // One agreement may stand over several accounts.
  return html`${[...new Set([...agreed, ...claimed])].map((line) => html`<p class="said">${line}</p>`)}`;
}

function payForm({ session, due, ways, fault, given }: AccountPage): Markup {
  const { words, link, ticket } = session;
  if (ways.length === 0) return html`<p class="said">${words.pay.noWay}</p>`;
  const part = due.choices.find(({ kind }) => kind === "part");
  const options = due.choices.map((choice) => optionOf(words, choice, link.currency));
  const by = ways.map(({ key, name }) => ({ value: key, label: words.pay.ways[name] ?? name }));
  return html`<h2>${words.pay.title}</h2>
    ${pageForm({
      action: "/pay/now",
      ticket,
      fault,
      body: html`${picks({ name: "choice", legend: words.pay.how, options, given: given["choice"] })}
        ${
          part === undefined
            ? ""
            : amountField({
                name: "amount",
                label:
                  part.least > 1
                    ? words.pay.partAmount(formatMoney(part.least, link.currency))
                    : words.later.amount,
                value: given["amount"],
              })
        }
        ${
          by.length > 1
            ? picks({ name: "by", legend: words.pay.by, options: by })
            : html`<input type="hidden" name="by" value="${by[0]?.value ?? ""}" />`
        } <button>${words.pay.now}</button>`,
    })}
    <p class="note">${words.pay.note}</p>`;
}

function byEft({ session: { words }, eft }: AccountPage): Markup {
  if (eft === undefined) return html``;
  const lines: readonly (readonly [label: string, value: string | undefined])[] = [
    [words.eft.bank, eft.bank],
    [words.eft.holder, eft.accountHolder],
    [words.eft.account, eft.accountNumber],
    [words.eft.branch, eft.branchCode],
    [words.eft.till, eft.tillNumber],
    [words.eft.reference, eft.reference],
  ];
  return html`<h2>${words.eft.title}</h2>
    <dl>
      ${lines.map(([label, value]) =>
        value === undefined
          ? ""
          : html`<dt>${label}</dt>
              <dd>${value}</dd>`,
      )}
    </dl>
    <p class="note">${words.eft.note}</p>`;
}

function optionOf(words: PageWords, choice: PayChoice, currency: string): Option {
  const { kind, amount, until } = choice;
  if (kind === "part") return { value: kind, label: words.pay.part };
  const dated = kind === "settlement" && until !== undefined;
  const label = `${words.pay[kind]}${dated ? `. ${words.pay.settlementUntil(spokenDate(words, until))}` : ""}`;
  return { value: kind, label, aside: formatMoney(amount, currency) };
}

/** On a debt that is too old nothing is offered that would acknowledge it. */
function more({ session: { words }, due, preferencesPath }: AccountPage): Markup {
  const isOpen = due.choices.length > 0;
  const agrees = isOpen && !due.isTimeBarred && !due.isDisputed;
  const mayPlan = agrees && due.standings.some((each) => each.balance > 0 && isFree(due, each));
  const links: readonly (readonly [path: string, label: string])[] = [
    ...(mayPlan ? ([["/pay/plan", words.plan.link]] as const) : []),
    ...(agrees ? ([["/pay/later", words.later.link]] as const) : []),
    ...(isOpen ? ([["/pay/paid", words.paid.link]] as const) : []),
    ...(isOpen || due.isTimeBarred ? ([["/pay/dispute", words.dispute.link]] as const) : []),
    ["/pay/write", words.write.link],
    ...(preferencesPath === undefined ? [] : ([[preferencesPath, words.preferences]] as const)),
  ];
  return html`<h2>${words.due.also}</h2>
    <ul class="more">
      ${links.map(([path, label]) => html`<li><a href="${path}">${label}</a></li>`)}
    </ul>`;
}

function past({ session: { words, link }, payments }: AccountPage): Markup {
  if (payments.length === 0) return html``;
  return html`<h2>${words.receipt.list}</h2>
    <ul class="more">
      ${payments.map(
        ({ id, amount, valueDate }) =>
          html`<li>
            <a href="/pay/receipt/${id}"
              >${spokenDate(words, valueDate)}: ${formatMoney(amount, link.currency)}</a
            >
          </li>`,
      )}
    </ul>`;
}
