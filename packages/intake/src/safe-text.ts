/**
 * What spreadsheets take for the beginning of a formula, behind characters that they read over: the signs, their
 * full-width forms, tab, carriage return, line feed and NUL. OWASP, "CSV injection"; ASVS 5.0 V1.2.10.
 */
const FORMULA = /^[\s\0\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\0]/u;

const APOSTROPHE = 39;

/** Text that no spreadsheet runs: an apostrophe before what would begin a formula makes it text. */
export function safeText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `safeText` was given. */
export function withoutGuard(text: string): string {
  if (text.charCodeAt(0) !== APOSTROPHE) return text;
  const guarded = text.slice(1);
  return FORMULA.test(guarded) ? guarded : text;
}
