import type { CashOutcome, CashRefusal } from "@fairflow/engine";
import { HttpError } from "../http/http-error.ts";

/** What a person is told whose act is not done. */
const WORDS: Readonly<Record<CashRefusal, string>> = {
  unknown: "There is no such bank line, payment or account any more.",
  "unknown-account": "There is no such account.",
  "other-currency": "The account is in another currency than the money.",
  "closed-account": "The account is closed: it takes no more money.",
  "more-than-owed":
    "That is more than the account owes. Put the rest to another account, or ask for it to be refunded.",
  "more-than-rest": "That is more than what is left of the line.",
  "wrong-direction":
    "Money that came in goes to accounts, money that went out takes payments back.",
  "not-in-yet": "This is a part of a list whose deposit has not come in.",
  "not-live": "That was taken back, or was put somewhere already.",
  "gone-back": "The payment went back meanwhile: there is nothing left of it to move.",
  "same-person": "A second person says yes: whoever asked for a refund may not.",
  "already-approved": "The refund has its second yes already.",
  "parts-in-use": "Parts of the list were put to accounts: take those back first.",
  "less-than-payout":
    "The payments of those days that are not passed on yet come to less than the money, or there are none.",
  "other-total": "The list does not come to the amount of the deposit.",
};

/** @throws HttpError where it was not done: 409 with who was at the line meanwhile, 422 with why */
export function requireDone(
  outcome: CashOutcome,
  nameOf: (author: string) => string,
): Extract<CashOutcome, { kind: "done" }> {
  switch (outcome.kind) {
    case "done":
      return outcome;
    case "changed":
      throw new HttpError(
        "conflict",
        `${nameOf(outcome.by)} was at this line since you opened it. Look at it again before you decide.`,
      );
    case "refused":
      throw new HttpError(outcome.why === "unknown" ? "not-found" : "invalid", WORDS[outcome.why]);
  }
}
