import { expect, test } from "vitest";
import { packs } from "../packs.ts";
import { rulesOf } from "../rule-of.ts";
import { RulePack } from "../rule-pack.ts";
import { pack } from "../plain-case.ts";
import { ruleInWords, rulesInWords } from "./rule-in-words.ts";

const all = [...packs.values()];
/** What names a rule to the machine stands beside the words. */
const CODES = new Set(["packId", "packVersion", "ruleId", "kind", "citations"]);
const CODE = /[a-z0-9]_[a-z0-9]/i;

test("every rule of every pack has a title, a sentence, a citation and its dates in words", () => {
  const told = all.flatMap((each) => rulesInWords(each));

  expect(told.map(({ ruleId }) => ruleId)).toEqual(
    all.flatMap((each) => rulesOf(each).map(({ rule }) => rule.id)),
  );
  expect(
    told.filter(
      ({ title, sentence, applies, dates, citations }) =>
        [title, sentence, applies, dates].includes("") || citations.length === 0,
    ),
  ).toEqual([]);
});

test("no code reaches a reader, not even of a word that nobody knows", () => {
  const strange = RulePack.parse({
    ...pack("gb-core"),
    rules: {
      holds: (pack("gb-core").rules.holds ?? []).map((hold) => ({
        ...hold,
        state: "strange_state",
        end: { kind: "event", events: ["strange_event"] },
        resumeRequires: ["strange_letter"],
        blocksSteps: ["strange_step"],
      })),
    },
  });
  const told = [...all, strange].flatMap((each) => rulesInWords(each));

  const read = told.flatMap((rule) => [
    ...Object.entries(rule).flatMap(([key, value]) => (CODES.has(key) ? [] : [value])),
    ...rule.citations.flatMap(({ cite, confidenceWords, note }) => [cite, confidenceWords, note]),
  ]);

  expect(read.filter((text) => CODE.test(String(text)))).toEqual([]);
  expect(rulesInWords(strange)[0]?.sentence).toContain("“strange state” is on record");
});

test.for<[string, string]>([
  [
    "za.hours.recommended",
    "Calls, prerecorded calls, voicemails, SMS, WhatsApp messages, emails, visits, calls at work and private messages on social media for demands for payment and service messages go only in these hours, in the debtor's local time: Monday to Friday 08:00 to 20:00, Saturday 09:00 to 13:00, never on Sunday; never on a public holiday. At any other time they wait for the next of these hours.",
  ],
  [
    "us.regf.hours",
    "Calls, prerecorded calls, voicemails, SMS, WhatsApp messages, emails, private messages on social media, visits and calls at work for demands for payment, service messages and validation notices go only in these hours, in the debtor's local time: every day 08:00 to 21:00; public holidays are like other days. At any other time they wait for the next of these hours.",
  ],
  [
    "stop.cured",
    "If the arrears are settled, contact about that debt for demands for payment and marketing is refused. It ends when the next due date is missed.",
  ],
  [
    "us.regf.7in7",
    "At most 7 calls, prerecorded calls, voicemails or calls at work about one debt in any 7 days in a row. One more of these for demands for payment waits until enough of them have left that time. Counted are conversations, unanswered calls, voicemails left, calls to a voicemail without a message, voicemails left without ringing and dropped calls made by us, and all that is planned or in doubt. Not counted: what the debtor agreed to in the 7 days before, what went to the debtor's attorney, what went to the creditor, what went to a credit bureau and what reached somebody else.",
  ],
  [
    "za.cap.annexb_sms_month",
    "At most 10 SMS or WhatsApp messages about one account in one calendar month. One more of these for demands for payment may go, but no fee may be charged for it. Counted are delivered messages and sent messages made by us, and all that is planned or in doubt.",
  ],
  [
    "gb.ofcom.abandoned72h",
    "After dropped calls (calls or prerecorded calls, made by us), prerecorded calls for demands for payment to one number wait for 72 hours.",
  ],
  [
    "gb.hold.breathing_space",
    "If a breathing space or moratorium runs, contact about that debt is refused, but for notices that the law requires, answers to the debtor and service messages. These steps wait too: starting legal proceedings, reporting the default and selling the debt without notice. What has to be said is for the debt adviser instead, and a person sees to that. It ends after 60 days (the day itself is the first, and the last must have ended), or before that when the moratorium is cancelled. Interest and fees are frozen: do not add any.",
  ],
  [
    "za.gate.legal",
    "Starting legal proceedings waits until the debt has been in default for 20 business days (the day after is the first, and the last must have ended) and 10 business days (the day after is the first, and the last must have ended) have passed since the section 129 notice was delivered. It also waits as long as the debtor is under debt review.",
  ],
  [
    "us.timebar",
    "After the time that the law of the state gives, legal steps are refused; demands are not. The pack does not know that time: the product goes by what is recorded on the debt, and computes nothing.",
  ],
])("says of %s what the product does, from its figures", ([id, sentence]) => {
  expect(ruleInWords(all, id)?.sentence).toBe(sentence);
});

test("says who can lift a rule as the switches of the product have it", () => {
  const overrides = ["za.hours.recommended", "za.hold.dispute", "za.hours.cfdc", "za.hold.paid"];

  expect(
    overrides.map((id) => ruleInWords(all, id)).map((rule) => [rule?.override, rule?.maySwitchOff]),
  ).toEqual([
    ["An admin may switch it off, with a reason that is recorded", true],
    ["It cannot be switched off", false],
    ["Only the debtor's consent lifts it", false],
    ["Nobody can lift it", false],
  ]);
});

test("the last day of a rule is the one before the day on which it is out of force", () => {
  expect(ruleInWords(all, "za.fees.annexb_2020")?.dates).toBe("From 22 May 2020 to 5 March 2026");
});
