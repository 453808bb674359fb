import type { ReplyMeaning, ReplyTopic } from "@fairflow/engine";
import { STOP_BEGINNINGS, TOPIC_PHRASES } from "./reply-topics.ts";
import { HELP_WORDS, START_WORDS, STOP_WORDS } from "./reply-words.ts";

export type { ReplyMeaning } from "@fairflow/engine";

const STOP = keywords(STOP_WORDS);
const START = keywords(START_WORDS);
const HELP = keywords(HELP_WORDS);

const PHRASES = TOPIC_PHRASES.map(({ topic, phrases }) => ({
  topic,
  phrases: phrases.map((phrase) => ` ${plainWords(phrase)}`),
}));

const BEGINNINGS = keywords({ any: STOP_BEGINNINGS });

/** What is read of one message: no SMS is longer, and an e-mail says what it wants before that. */
const READ_AT_MOST = 10_000;

/**
 * A keyword is one only as the whole message, in any case, whatever stands around or between its letters; a stop word may
 * be said again. Where a word is a stop word in one language and something else in another, it stops.
 */
export function meaningOfReply(body: string): ReplyMeaning {
  const words = plainWords(body.slice(0, READ_AT_MOST));
  const whole = words.replaceAll(" ", "");
  if (STOP.has(whole) || words.split(" ").every((word) => STOP.has(word))) return { kind: "stop" };
  if (START.has(whole)) return { kind: "start" };
  if (HELP.has(whole)) return { kind: "help" };
  const topics = topicsIn(` ${words} `);
  return topics.length === 0 ? { kind: "reply" } : { kind: "for-a-person", topics };
}

function topicsIn(words: string): readonly ReplyTopic[] {
  const [, first = ""] = words.split(" ", 2);
  return PHRASES.filter(
    ({ topic, phrases }) =>
      phrases.some((phrase) => words.includes(phrase)) ||
      (topic === "stop" && BEGINNINGS.has(first)),
  ).map(({ topic }) => topic);
}

function keywords(byLanguage: Readonly<Record<string, readonly string[]>>): ReadonlySet<string> {
  return new Set(
    Object.values(byLanguage)
      .flat()
      .map((word) => plainWords(word).replaceAll(" ", "")),
  );
}

/** Lower-case letters and digits with single spaces between words: no accents, no punctuation, no apostrophes. */
function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\p{M}'’‘`\u{200b}-\u{200f}\u{feff}]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
