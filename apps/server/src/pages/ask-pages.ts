import { html } from "hono/html";
import { picks, textField } from "./form-parts.ts";
import type { FactKind } from "./known-facts.ts";
import { pageFrame, type Markup } from "./page-frame.ts";
import type { PageWords } from "./words/page-words.ts";
import { PAGE_LANGUAGES, wordsOf, type PageLanguage } from "./words/words-of.ts";

interface Spoken {
  readonly language: PageLanguage;
  readonly words: PageWords;
}

/** Before it is known who reads, nothing of anybody is shown: not even for whom the link is. */
export function askPage(
  of: Spoken & {
    readonly path: string;
    readonly kinds: readonly FactKind[];
    readonly fault: string | undefined;
    /** In a demo whoever plays the debtor is told the answers. */
    readonly hints: readonly string[] | undefined;
  },
): Markup {
  const { words, path, language } = of;
  return pageFrame({
    title: words.ask.title,
    language,
    body: html`<h1>${words.ask.title}</h1>
      <p>${words.ask.why}</p>
      ${of.fault === undefined ? "" : html`<p class="fault" role="alert">${of.fault}</p>`}
      <form method="post" action="${path}?lang=${language}">
        ${of.kinds.map((kind, index) => factField(words, kind, of.hints?.[index]))}
        <button>${words.ask.next}</button>
      </form>
      <nav><a href="${path}/not-me?lang=${language}">${words.ask.notMe}</a></nav>
      ${languageLinks(path, of)}`,
  });
}

function factField(words: PageWords, kind: FactKind, hint: string | undefined): Markup {
  const field = { name: kind, label: words.facts[kind], isRequired: true };
  return textField({
    ...field,
    ...(hint === undefined ? {} : { hint: words.demoAnswer(hint) }),
    ...(kind === "birthDate" ? { type: "date" as const } : {}),
  });
}

/** The other languages, each by its own name. */
export function languageLinks(path: string, { language, words }: Spoken): Markup {
  return html`<nav aria-label="${words.due.languages}">
    ${PAGE_LANGUAGES.filter((other) => other !== language).map(
      (other) =>
        html`<a href="${path}?lang=${other}" lang="${other}" hreflang="${other}"
          >${wordsOf(other).name}</a
        >`,
    )}
  </nav>`;
}

/** The same for a link that never was, one that is over and one that was closed. */
export function deadLinkPage({ language, words }: Spoken): Markup {
  return saidPage({ language, title: words.dead.title, text: words.dead.text });
}

export function noFactsPage({ language, words }: Spoken): Markup {
  return saidPage({ language, title: words.noFacts.title, text: words.noFacts.text });
}

/** Something that was said, and perhaps where to go on. */
export function saidPage(of: {
  readonly language: PageLanguage;
  readonly title: string;
  readonly text: string;
  readonly next?: { readonly path: string; readonly label: string };
}): Markup {
  return pageFrame({
    title: of.title,
    language: of.language,
    body: html`<h1>${of.title}</h1>
      <p>${of.text}</p>
      ${
        of.next === undefined
          ? ""
          : html`<a class="button plain" href="${of.next.path}">${of.next.label}</a>`
      }`,
  });
}

export type ReachedBy = "sms" | "email" | "letter";

/** Whoever got a message that is not for them says so without answering anything. */
export function notMePage(
  of: Spoken & { readonly path: string; readonly channels: readonly ReachedBy[] },
): Markup {
  const { words, language, channels } = of;
  const options = channels.map((value) => ({ value, label: words.notMe.channels[value] }));
  return pageFrame({
    title: words.notMe.title,
    language,
    body: html`<h1>${words.notMe.title}</h1>
      <p>${words.notMe.text}</p>
      <form method="post" action="${of.path}/not-me?lang=${language}">
        ${options.length > 1 ? picks({ name: "channel", legend: words.notMe.where, options }) : ""}
        <button>${words.notMe.confirm}</button>
      </form>
      <nav><a href="${of.path}?lang=${language}">← ${words.back}</a></nav>`,
  });
}
