import type {
  ArrangementOutcome,
  AcceptOutcome,
  PromiseOutcome,
  SettlementOutcome,
} from "@fairflow/engine";
import { HttpError } from "../http/http-error.ts";

type Refusal = Extract<
  PromiseOutcome | ArrangementOutcome | SettlementOutcome | AcceptOutcome,
  { readonly kind: "refused" }
>["reason"];

const WORDS: Readonly<Record<Refusal, string>> = {
  "open-already": "Something is agreed on this account already. Take that back first.",
  "in-the-past": "This day has passed.",
  "too-late": "This day is further ahead than a promise may be.",
  "wrong-amount": "Agree to an amount above nothing and no more than is owed.",
  disputed: "This account is disputed. Decide the dispute first.",
  "nothing-owed": "Nothing is owed on this account.",
  "several-debtors": "These accounts are not of one debtor in one currency.",
  "too-many": "These are more instalments than can be kept.",
  "not-in-order": "Each instalment must come after the one before it.",
  "one-account-only": "Only one account at a time can fall due anew.",
  "bad-percent": "Take a whole percentage from 1 to 99.",
  "not-open": "This offer is not open any more.",
  expired: "This offer has expired.",
};

/** Why nothing was agreed, for whoever asked for it. */
export function refusedAgreement({ reason }: { readonly reason: Refusal }): HttpError {
  return new HttpError("invalid", WORDS[reason], { details: { reason } });
}
