import { coolDownAllows, restsAfter, type CompiledCoolDown } from "../cool-down.ts";
import type { CaseAttempt } from "../contact-case.ts";
import type { Question } from "../question.ts";
import { longDateOf, momentWords } from "../words/date-words.ts";
import { lengthWords } from "../words/duration-words.ts";
import { paragraph, sentenceCase, withArticle } from "../words/list-words.ts";
import { CHANNEL_WORDS, OUTCOME_WORDS } from "../words/vocabulary-words.ts";
import type { Testimony } from "./spoken-rule.ts";

/** The rest that lasts longest, or the one that was over last; nothing where no attempt began one. */
export function hearCoolDown(
  coolDown: CompiledCoolDown,
  question: Question,
): Testimony | undefined {
  const { zone, at } = question;
  const rests = restsAfter(coolDown, question);
  const last = rests.toSorted((one, other) => other.endsAt - one.endsAt)[0];
  if (last === undefined) return undefined;
  const allowedAt = coolDownAllows(coolDown, question);
  const { attempt } = last;
  const endsAt = new Date(last.endsAt);
  const { duration } = coolDown.rule;
  const length = lengthWords(duration);
  return {
    allowedAt,
    facts: [{ kind: "rest", zone: zone.name, after: attempt, endsAt }],
    sentence: paragraph([
      `${whatBegan(attempt)} on ${longDateOf(zone, attempt.at)} began a rest of ${length}`,
      allowedAt > at
        ? `It is over on ${momentWords(zone, endsAt)}`
        : `It was over on ${momentWords(zone, endsAt)}`,
    ]),
  };
}

function whatBegan({ channel, outcome }: CaseAttempt): string {
  const [one] = CHANNEL_WORDS[channel];
  if (outcome === "planned" || outcome === "in_doubt")
    return `${sentenceCase(withArticle(one))} that is planned or in doubt`;
  return outcome === "conversation"
    ? `A conversation by ${one}`
    : `${sentenceCase(withArticle(one))} (${OUTCOME_WORDS[outcome]})`;
}
