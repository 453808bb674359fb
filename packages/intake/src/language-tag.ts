const TAG = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/i;

/** A language, and where it matters a script and a region: RFC 5646, section 2.2, without its rarer parts. */
export function isLanguageTag(text: string): boolean {
  return TAG.test(text);
}

/** The tag in its usual spelling: `EN_za` becomes `en-ZA`. `undefined` for what is no tag. */
export function languageTag(text: string): string | undefined {
  const match = TAG.exec(text);
  if (match === null) return undefined;
  const [, language = "", script, region] = match;
  const parts = [language.toLowerCase()];
  if (script !== undefined)
    parts.push(script.charAt(0).toUpperCase() + script.slice(1).toLowerCase());
  if (region !== undefined) parts.push(region.toUpperCase());
  return parts.join("-");
}
