import { html } from "hono/html";
import type { LinkSession } from "./link-session.ts";
import type { Markup } from "./page-frame.ts";
import type { PageWords } from "./words/page-words.ts";

/** What a form was sent with, by the names of its fields: shown again where something in it is wrong. */
export type Given = Readonly<Record<string, string | undefined>>;

export interface AccountChoice {
  readonly accountId: string;
  readonly reference: string;
}

/** What a form about a debt is written from. */
export interface AccountForm {
  readonly session: LinkSession;
  readonly accounts: readonly AccountChoice[];
  /** What is wrong with what was given. */
  readonly fault: string | undefined;
  readonly given: Given;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly isRequired?: boolean;
  readonly hint?: string;
}

function hintOf({ name, hint }: Field): Markup | "" {
  return hint === undefined ? "" : html`<p class="note" id="${name}-hint">${hint}</p>`;
}

export function textField(
  field: Field & {
    readonly type?: "text" | "date";
    /** The last day of a date. */
    readonly until?: string;
    readonly most?: number;
    readonly mode?: string;
  },
): Markup {
  const { name, label, value = "", isRequired = false, type = "text", most = 40, mode } = field;
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      maxlength="${most}"
      autocomplete="off"
      ${mode === undefined ? "" : html`inputmode="${mode}"`}
      ${field.until === undefined ? "" : html`max="${field.until}"`}
      ${isRequired ? "required" : ""}
      ${field.hint === undefined ? "" : html`aria-describedby="${name}-hint"`}
    />${hintOf(field)}`;
}

/** An amount, as people write one. */
export function amountField(field: Field): Markup {
  return textField({ ...field, mode: "decimal", most: 20 });
}

export function longField(field: Field): Markup {
  const { name, label, value = "" } = field;
  return html`<label for="${name}">${label}</label>
    <textarea id="${name}" name="${name}" rows="5" maxlength="2000">${value}</textarea>`;
}

export function fileField(field: Field): Markup {
  const { name, label } = field;
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="file"
      accept="application/pdf,image/jpeg,image/png,image/webp,image/heic"
      aria-describedby="${name}-hint"
    />${hintOf(field)}`;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  /** What stands at the end of its line, such as an amount. */
  readonly aside?: string;
}

/** One of several: the one that was given, else the first. */
export function picks(of: {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly Option[];
  readonly given?: string | undefined;
}): Markup {
  const known = of.options.findIndex(({ value }) => value === of.given);
  const chosen = Math.max(known, 0);
  return html`<fieldset>
    <legend>${of.legend}</legend>
    ${of.options.map(
      ({ value, label, aside }, index) =>
        html`<label class="pick"
          ><input
            type="radio"
            name="${of.name}"
            value="${value}"
            required
            ${index === chosen ? "checked" : ""}
          /><span>${label}</span>${aside === undefined ? "" : html`<b>${aside}</b>`}</label
        >`,
    )}
  </fieldset>`;
}

/** The account that a form is about, where it could be one of several. */
export function accountField(
  words: PageWords,
  accounts: readonly AccountChoice[],
  given?: Given,
): Markup {
  const [only] = accounts;
  if (accounts.length === 1 && only !== undefined) {
    return html`<input type="hidden" name="account" value="${only.accountId}" />`;
  }
  const options = accounts.map(({ accountId, reference }) => ({
    value: accountId,
    label: reference,
  }));
  return picks({
    name: "account",
    legend: words.dispute.account,
    options,
    given: given?.["account"],
  });
}

/** A form of a page: it carries the ticket, by which it is known to be ours. */
export function pageForm(of: {
  readonly action: string;
  readonly ticket: string;
  readonly fault?: string | undefined;
  readonly body: Markup;
  readonly hasFile?: boolean;
}): Markup {
  const type = of.hasFile ? html`enctype="multipart/form-data"` : "";
  return html`${of.fault === undefined ? "" : html`<p class="fault" role="alert">${of.fault}</p>`}
    <form method="post" action="${of.action}" ${type}>
      <input type="hidden" name="ticket" value="${of.ticket}" />${of.body}
    </form>`;
}

export function backTo(path: string, label: string): Markup {
  return html`<nav><a href="${path}">← ${label}</a></nav>`;
}
