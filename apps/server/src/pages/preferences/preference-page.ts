import { html } from "hono/html";
import { pageFrame, type Markup } from "../page-frame.ts";
import { preferenceWords, SPOKEN, spokenLanguage, type PageChannel } from "./preference-words.ts";

export interface PreferencePage {
  readonly action: string;
  readonly language: string;
  /** Masked: whoever opens the link need not be who it was sent to. */
  readonly address: string;
  readonly channels: readonly { readonly channel: PageChannel; readonly isOn: boolean }[];
  /** Whether there is a consent to offers that can be taken back. */
  readonly takesOffers: boolean;
  /** What may be written in, beside what the page speaks itself. */
  readonly languages: readonly string[];
  /** What has just been done, and when on the debtor's clock. */
  readonly done: { readonly kind: "saved" | "stopped"; readonly time: string } | undefined;
}

/** What may come to an address, to be changed by whoever has it. */
export function preferencePage(page: PreferencePage): Markup {
  const { action, address, channels, done, language } = page;
  const words = preferenceWords(spokenLanguage(language));
  return pageFrame({
    title: words.title,
    language: spokenLanguage(language),
    body: html`<h1>${words.title}</h1>
      ${
        done === undefined
          ? ""
          : html`<p class="said" role="status"><strong>${words[done.kind](done.time)}</strong></p>`
      }
      <p>${words.about(address)}</p>
      <form method="post" action="${action}">
        <fieldset>
          <legend>${words.channels}</legend>
          ${channels.map(({ channel, isOn }) =>
            checkbox({ name: channel, label: words.channel[channel], isOn }),
          )}
          ${page.takesOffers ? checkbox({ name: "offers", label: words.offers, isOn: true }) : ""}
        </fieldset>
        <label for="language">${words.language}</label>
        <select id="language" name="language">
          ${languagesOf(page).map(
            (tag) =>
              html`<option value="${tag}" ${tag === language ? "selected" : ""}>
                ${nameOf(tag)}
              </option>`,
          )}
        </select>
        <button name="act" value="choose">${words.save}</button>
      </form>
      <form method="post" action="${action}">
        <button class="plain" name="act" value="stop">${words.stopAll}</button>
        <p class="note">${words.stopAllNote}</p>
      </form>
      <h2>${words.stillTitle}</h2>
      <ul>
        ${words.still.map((line) => html`<li>${line}</li>`)}
      </ul>
      <p>${words.owed}</p>
      <form method="post" action="${action}">
        <button class="plain" name="act" value="not-me">${words.notMe}</button>
        <p class="note">${words.notMeNote}</p>
      </form>`,
  });
}

/** After somebody said that it is not theirs: nothing of anybody is shown any more. */
export function notYoursPage(language: string): Markup {
  const words = preferenceWords(spokenLanguage(language));
  return pageFrame({
    title: words.title,
    language: spokenLanguage(language),
    body: html`<h1>${words.notMe}</h1>
      <p role="status">${words.notYours}</p>`,
  });
}

/** The same for a link that never was and for one of somebody who is erased. */
export function unknownPage(language: string): Markup {
  const words = preferenceWords(spokenLanguage(language));
  return pageFrame({
    title: words.unknownTitle,
    language: spokenLanguage(language),
    body: html`<h1>${words.unknownTitle}</h1>
      <p>${words.unknown}</p>`,
  });
}

function checkbox(of: {
  readonly name: string;
  readonly label: string;
  readonly isOn: boolean;
}): Markup {
  return html`<label class="pick" for="${of.name}"
    ><input
      type="checkbox"
      id="${of.name}"
      name="${of.name}"
      value="on"
      ${of.isOn ? "checked" : ""}
    />
    ${of.label}</label
  >`;
}

function languagesOf({ language, languages }: PreferencePage): readonly string[] {
  return [...new Set([language, ...languages, ...Object.keys(SPOKEN)])];
}

function nameOf(tag: string): string {
  const known = Object.entries(SPOKEN).find(([spoken]) => spoken === tag);
  return known?.[1] ?? new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}
