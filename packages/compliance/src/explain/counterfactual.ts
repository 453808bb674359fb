import type { ContactCase } from "../contact-case.ts";
import type { Channel, Purpose } from "../vocabulary.ts";
import type { Verdict } from "../verdict.ts";

/** What would have to be otherwise. */
export type Change =
  | { readonly kind: "wait"; readonly until: Date }
  | { readonly kind: "channel"; readonly channel: Channel }
  | { readonly kind: "address"; readonly addressId: string | undefined }
  | { readonly kind: "hold_ended"; readonly states: readonly string[] }
  /** What a hold that is over still requires before contact resumes. */
  | { readonly kind: "evidence"; readonly evidence: readonly string[] }
  | { readonly kind: "fewer_contacts"; readonly ruleId: string; readonly fewer: number }
  /** Another message that is owed to the debtor, not this one under another name. */
  | { readonly kind: "purpose"; readonly purpose: Purpose }
  | { readonly kind: "consent"; readonly rules: readonly string[] }
  | { readonly kind: "notice"; readonly noticeIds: readonly string[] };

/** A supposition to be put to the gate. */
export interface Supposition {
  readonly change: Change;
  /** How the sentence begins: `By email`, `Once the dispute is decided`. */
  readonly supposing: string;
  readonly contactCase: ContactCase;
  readonly at: Date;
}

/** What would change the answer, and the answer that the gate gave to it. */
export interface Counterfactual {
  readonly change: Change;
  readonly sentence: string;
  /** The case and the instant that were put to the gate. */
  readonly contactCase: ContactCase;
  readonly at: Date;
  readonly verdict: Verdict;
}
