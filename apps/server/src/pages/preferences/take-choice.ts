import {
  keepInbox,
  newId,
  readClock,
  recordAudit,
  setLanguage,
  settleInbox,
  type AddressPreferences,
  type Transaction,
} from "@fairflow/db";
import { optInIn, optOutByDigestIn, withdrawConsentIn, wrongPartyIn } from "@fairflow/engine";
import type { AppDeps } from "../../app-deps.ts";
import type { PageChannel } from "./preference-words.ts";
import type { Choice } from "./read-choice.ts";

const AUTHOR = "debtor";

/** What an address of each kind can be turned off for. */
const CHANNELS: Readonly<Record<AddressPreferences["kind"], readonly PageChannel[]>> = {
  phone: ["sms", "call"],
  email: ["email"],
  postal: ["letter"],
};

/** What a mail program stops by one click, and what "everything" stops first. */
const WRITTEN: Readonly<Record<AddressPreferences["kind"], PageChannel>> = {
  phone: "sms",
  email: "email",
  postal: "letter",
};

export function channelsOf({ kind, barred }: AddressPreferences) {
  return CHANNELS[kind].map((channel) => ({
    channel,
    isOn: !barred.includes(channel) && !barred.includes("any"),
  }));
}

/** Does what whoever has the address chose, with what shows it and its line on the trail. */
export async function takeChoice(
  deps: AppDeps,
  tx: Transaction,
  of: AddressPreferences,
  choice: Choice,
): Promise<void> {
  const came = { provider: "page", providerId: newId(), body: Buffer.from(JSON.stringify(choice)) };
  const evidence = await keepInbox(tx, deps.keys(), came, deps.realNow());
  if (evidence === undefined) throw new Error("A new choice was there already");
  const { addressId, debtorId } = of;
  switch (choice.act) {
    case "one-click":
      await shut(deps, tx, of, [WRITTEN[of.kind]], evidence);
      break;
    case "stop":
      await shut(deps, tx, of, CHANNELS[of.kind], evidence);
      break;
    case "not-me":
      await wrongPartyIn(deps.facts, tx, { addressId, source: AUTHOR });
      break;
    case "choose":
      await choose(deps, tx, of, choice, evidence);
  }
  await settleInbox(tx, evidence, choice.act, deps.realNow());
  await recordAudit(tx, [
    {
      actor: { kind: "debtor" },
      action: "preferences.choose",
      subject: { kind: "debtor", id: debtorId },
      after: { addressId, ...choice, evidence },
    },
  ]);
}

async function shut(
  { facts }: AppDeps,
  tx: Transaction,
  { hmac }: AddressPreferences,
  channels: readonly PageChannel[],
  evidence: string,
): Promise<void> {
  for (const channel of channels) {
    await optOutByDigestIn(facts, tx, { hmac, channel, source: AUTHOR, evidence });
  }
}

async function choose(
  deps: AppDeps,
  tx: Transaction,
  of: AddressPreferences,
  choice: Extract<Choice, { readonly act: "choose" }>,
  evidence: string,
): Promise<void> {
  const { facts } = deps;
  const { now } = await readClock(tx);
  for (const { channel, isOn } of channelsOf(of)) {
    const isWanted = choice[channel] === "on";
    if (isOn && !isWanted) await shut(deps, tx, of, [channel], evidence);
    if (isOn || !isWanted) continue;
    const act = { hmac: of.hmac, how: "page", at: now, evidence, author: AUTHOR };
    await optInIn(facts, tx, { ...act, channel });
  }
  if (of.marketingConsentId !== null && choice.offers !== "on") {
    const consentId = of.marketingConsentId;
    await withdrawConsentIn(facts, tx, {
      consentId,
      how: "page",
      at: now,
      evidence,
      author: AUTHOR,
    });
  }
  if (choice.language !== of.language) await setLanguage(tx, { ...of, language: choice.language });
}
