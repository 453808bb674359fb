import type { ReplyMeaning, ReplyTopic } from "@fairflow/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { meaningOfReply } from "./reply-meaning.ts";
import { HELP_WORDS, START_WORDS, STOP_WORDS } from "./reply-words.ts";

const about = (...topics: ReplyTopic[]): ReplyMeaning => ({ kind: "for-a-person", topics });

/** The published defaults of carriers; sources stand beside the table of words. */
const CARRIERS_STOP = [
  ..."STOP UNSUBSCRIBE END QUIT STOPALL REVOKE OPTOUT CANCEL".split(" "),
  ..."ARRET CANCEL END OPT-OUT OPTOUT QUIT REMOVE STOP TD UNSUBSCRIBE".split(" "),
  "STOP ALL",
];

test.for(CARRIERS_STOP)("%s opts out", (word) => {
  expect(meaningOfReply(word)).toEqual({ kind: "stop" });
});

test.for([
  { body: "stop", meaning: { kind: "stop" } },
  { body: " Stop. ", meaning: { kind: "stop" } },
  { body: '"STOP"!!', meaning: { kind: "stop" } },
  { body: "S T O P", meaning: { kind: "stop" } },
  { body: "ＳＴＯＰ", meaning: { kind: "stop" } },
  { body: "\u{feff}sto\u{200b}p\n", meaning: { kind: "stop" } },
  { body: "stop 🛑", meaning: { kind: "stop" } },
  { body: "opt out", meaning: { kind: "stop" } },
  { body: "Arrêt", meaning: { kind: "stop" } },
  { body: "Hou op!", meaning: { kind: "stop" } },
  { body: "MISA", meaning: { kind: "stop" } },
  { body: "Emiša", meaning: { kind: "stop" } },
  { body: "Alto", meaning: { kind: "stop" } },
  { body: "STOP STOP!! stop", meaning: { kind: "stop" } },
  { body: "Stop. Unsubscribe.", meaning: { kind: "stop" } },
  { body: "Start", meaning: { kind: "start" } },
  { body: "unstop", meaning: { kind: "start" } },
  { body: "help?", meaning: { kind: "help" } },
  { body: "INFO", meaning: { kind: "help" } },
  { body: "Yes", meaning: { kind: "reply" } },
  { body: "Stop texting me", meaning: about("stop") },
  { body: "STOP please", meaning: about("stop") },
  { body: "Stop all messages", meaning: about("stop") },
  { body: "STOP. This is not mine", meaning: about("dispute", "stop") },
  { body: "I told you to stop", meaning: about("stop") },
  { body: "Staak die boodskappe", meaning: about("stop") },
  { body: "don’t contact me again", meaning: about("stop") },
  { body: "Wrong number mate", meaning: about("wrong-number") },
  { body: "sorry, wrong  number.", meaning: about("wrong-number") },
  { body: "I dispute this", meaning: about("dispute") },
  { body: "I DON'T owe you anything", meaning: about("dispute") },
  { body: "This isn't mine, stop texting", meaning: about("dispute", "stop") },
  { body: "I've paid already", meaning: about("already-paid") },
  { body: "I lost my job and can't pay", meaning: about("hardship") },
  { body: "He passed away in May", meaning: about("deceased") },
  { body: "Talk to my attorney", meaning: about("represented") },
  { body: "I am under debt review", meaning: about("represented") },
  { body: "this is harassment", meaning: about("complaint") },
  { body: "Verkeerde nommer", meaning: about("wrong-number") },
  { body: "No es mía", meaning: about("dispute") },
  { body: "I can pay on Friday", meaning: { kind: "reply" } },
  { body: "I get off at the bus stop", meaning: { kind: "reply" } },
  { body: "Where can I pay at the end of the month", meaning: { kind: "reply" } },
  { body: "End of the month I pay", meaning: { kind: "reply" } },
  { body: "", meaning: { kind: "reply" } },
  { body: "👍", meaning: { kind: "reply" } },
] satisfies { body: string; meaning: ReplyMeaning }[])("$body", ({ body, meaning }) => {
  expect(meaningOfReply(body)).toEqual(meaning);
});

const JUNK = fc.stringMatching(/^[ .,!?'"()\n\t*~-]{0,6}$/);

test.for([
  { kind: "stop", words: STOP_WORDS },
  { kind: "start", words: START_WORDS },
  { kind: "help", words: HELP_WORDS },
] as const)(
  "every word of $kind holds in any case and between any punctuation",
  ({ kind, words }) => {
    const word = fc.constantFrom(...Object.values(words).flat());
    fc.assert(
      fc.property(
        word,
        JUNK,
        JUNK,
        fc.infiniteStream(fc.boolean()),
        (each, before, after, upper) => {
          const cased = Array.from(each)
            .map((letter) => (upper.next().value === true ? letter.toUpperCase() : letter))
            .join("");
          expect(meaningOfReply(`${before}${cased}${after}`)).toEqual({ kind });
        },
      ),
    );
  },
);

test("a long message is read in no time", () => {
  for (const piece of ["stop ", " ", "'", "(", "a", "\u{200b}", "dont owe"]) {
    expect(meaningOfReply(piece.repeat(200_000)).kind).toMatch(/^(stop|reply|for-a-person)$/);
  }
});
