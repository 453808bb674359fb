import type { AddressFacts, ContactFacts } from "./debtor-facts.ts";

/** Ranks below these come after every address of the better kind. */
const UNCONFIRMED = 1_000;
const SUPPRESSED = 1_000_000;

/** The debtor's own addresses that serve a channel and are not known to be wrong, the best first. */
export function addressesFor(
  { addresses }: ContactFacts,
  channel: string,
): readonly AddressFacts[] {
  return addresses
    .filter((address) => serves(address, channel) && isUsable(address))
    .toSorted((a, b) => rankOf(a, channel) - rankOf(b, channel));
}

/** Whoever wants no call wants no voice of any kind. */
const VOICE: ReadonlySet<string> = new Set([
  "call",
  "voicemail",
  "prerecorded_call",
  "workplace_call",
]);

function bars(barred: string, channel: string): boolean {
  return barred === "any" || barred === channel || (VOICE.has(barred) && VOICE.has(channel));
}

/** Whether somebody who has the address said that nobody may use it on this channel. */
function isSuppressed({ suppressed }: AddressFacts, channel: string): boolean {
  return suppressed.some((each) => bars(each.channel, channel));
}

/**
 * The channels that are barred on an address, each in the words of the contact that is asked about where it bars that:
 * the debtor's own word on any channel, and on the address that is to be used everyone's word on this channel.
 */
export function barredChannels(
  { ofDebtor, suppressed }: AddressFacts,
  { channel, isUsed }: { readonly channel: string; readonly isUsed: boolean },
): readonly string[] {
  const barred = suppressed.flatMap((each) => {
    const barsThis = bars(each.channel, channel);
    const isOwnWord = ofDebtor && each.reason === "opted_out";
    if (!isOwnWord && !(isUsed && barsThis)) return [];
    return [barsThis ? channel : each.channel];
  });
  return [...new Set(barred)];
}

function serves({ kind, lineType }: AddressFacts, channel: string): boolean {
  switch (channel) {
    case "sms":
      return kind === "phone" && lineType !== "landline";
    case "call":
      return kind === "phone";
    case "email":
      return kind === "email";
    case "letter":
    case "visit":
      return kind === "postal";
    default:
      return false;
  }
}

function isUsable({ state, suppressed, ofDebtor }: AddressFacts): boolean {
  if (!ofDebtor || state === "wrong_party" || state === "gone_away" || state === "bounced") {
    return false;
  }
  // A wrong number is wrong for everyone who shares it, whatever their own file says.
  return !suppressed.some(({ reason }) => reason === "wrong_party");
}

/** An address that may not be used comes last: where there is no other, the gate names the rule that refuses it. */
function rankOf(address: AddressFacts, channel: string): number {
  const unconfirmed = address.state === "right_party" ? 0 : UNCONFIRMED;
  return address.rank + unconfirmed + (isSuppressed(address, channel) ? SUPPRESSED : 0);
}
