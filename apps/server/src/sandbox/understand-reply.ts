/** What people write to be left alone, as providers and laws list it, in the languages of the packs. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  "STOP",
  "STOPALL",
  "UNSUBSCRIBE",
  "CANCEL",
  "END",
  "QUIT",
  "REVOKE",
  "OPTOUT",
  "OPT OUT",
  "STAAK",
  "HOU OP",
  "YEKA",
  "MISA",
]);

/** A word of these alone, whatever its case and the signs around it, opts out; anything else is a reply. */
export function understandReply(text: string): "opt-out" | "reply" {
  const words = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\s]+/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return STOP_WORDS.has(words) ? "opt-out" : "reply";
}
