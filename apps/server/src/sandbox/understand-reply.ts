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

/** What people write to be written to again. YES is not among them: it may answer something else. */
const START_WORDS: ReadonlySet<string> = new Set(["START", "UNSTOP", "BEGIN", "QALA"]);

/** A word of these alone, whatever its case and the signs around it, opts out or in again; anything else is a reply. */
export function understandReply(text: string): "opt-out" | "opt-in" | "reply" {
  const words = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\s]+/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (STOP_WORDS.has(words)) return "opt-out";
  return START_WORDS.has(words) ? "opt-in" : "reply";
}
