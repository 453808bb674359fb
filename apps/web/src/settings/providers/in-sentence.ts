/** A label in the middle of a sentence: `Auth token` as "auth token", `DKIM private key` as it is. */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
