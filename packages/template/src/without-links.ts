/** Dots that a browser takes for a dot in the name of a host (UTS #46), and one that looks like it. */
const DOTS = ".\u3002\uFF0E\uFF61\u2024";

/** Amounts keep their dots, sentences and ellipses too; what cannot be seen hides no name. */
const BEFORE_A_NAME = new RegExp(`(?<=.)([${DOTS}])(?=[^\\s\\d\\p{P}])`, "gu");
/** Four numbers with dots between are an address too; two or three are an amount or a date. */
const BEFORE_NUMBERS = new RegExp(
  `(?<=\\p{Nd})([${DOTS}])(?=(?:\\p{Nd}{1,3}[${DOTS}]){2}\\p{Nd})`,
  "gu",
);
/** A time keeps its colon. */
const SCHEME = /(\p{L}:|[\p{N}+.-]:(?!\d))(?=\S)/gu;
const SLASHES = /([/\\])(?=[/\\])/g;
const AT = /(@)(?=\S)/g;

/**
 * A text in which nothing is left that a phone or a mail program would make a link of: a space goes where one would have
 * to be none. What a debtor is called can be written as a link (`http://evil.example`), and would be one in front of
 * our name.
 */
export function withoutLinks(text: string): string {
  return text
    .replaceAll(BEFORE_A_NAME, "$1 ")
    .replaceAll(BEFORE_NUMBERS, "$1 ")
    .replaceAll(SLASHES, "$1 ")
    .replaceAll(SCHEME, "$1 ")
    .replaceAll(AT, "$1 ");
}
