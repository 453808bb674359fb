import type { ContactWindow } from "../rule.ts";
import type { Channel, Purpose } from "../vocabulary.ts";
import { allOf, anyOf, paragraph } from "./list-words.ts";
import { termWords } from "./term-words.ts";
import { ACTOR_WORDS, CHANNEL_WORDS, PURPOSE_WORDS } from "./vocabulary-words.ts";

type AppliesTo = ContactWindow["appliesTo"];

/** `calls, SMS and emails`; `attempts by any channel`. */
export function channelsWords(channels: readonly Channel[] | undefined): string {
  if (channels === undefined) return "attempts by any channel";
  return allOf(channels.map((channel) => CHANNEL_WORDS[channel][1]));
}

/** `calls, SMS or emails`. */
export function anyChannelWords(channels: readonly Channel[]): string {
  return anyOf(channels.map((channel) => CHANNEL_WORDS[channel][1]));
}

export function purposesWords(purposes: readonly Purpose[]): string {
  return allOf(purposes.map((purpose) => PURPOSE_WORDS[purpose]));
}

/** `for demands for payment and service messages`; nothing where a rule is for every purpose. */
export function forPurposes(appliesTo: AppliesTo): string {
  const purposes = appliesTo?.purposes;
  return purposes === undefined ? "" : ` for ${purposesWords(purposes)}`;
}

/** Whom, where and what the rule binds, in sentences. */
export function appliesWords(appliesTo: AppliesTo): string {
  const { actors, debtTypes, channels, purposes, subdivisions, recommendedForActors } =
    appliesTo ?? {};
  return paragraph([
    actors === undefined
      ? "Binds every kind of collector"
      : `Binds ${allOf(actors.map((actor) => ACTOR_WORDS[actor]))}`,
    recommendedForActors === undefined
      ? undefined
      : `Recommended to ${allOf(recommendedForActors.map((actor) => ACTOR_WORDS[actor]))}`,
    subdivisions === undefined ? undefined : `Only in ${allOf(subdivisions.map(termWords))}`,
    debtTypes === undefined ? undefined : `Only for ${allOf(debtTypes.map(termWords))}`,
    channels === undefined ? undefined : `Channels: ${channelsWords(channels)}`,
    purposes === undefined ? undefined : `Purposes: ${purposesWords(purposes)}`,
  ]);
}
