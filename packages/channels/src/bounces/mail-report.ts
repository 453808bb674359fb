import type { DeliveryReport } from "@fairflow/engine";

/** Whether the next mail to the address would fare the same. */
export type Permanence = "hard" | "soft";

/** What a mail in the mailbox for bounces says about a mail of ours. It names no address. */
export type MailReport =
  | {
      readonly kind: "delivery";
      /** The same however often it is told. */
      readonly key: string;
      /** What the adapter answered when the mail was accepted: the attempt. */
      readonly providerId: string;
      readonly attemptId: string;
      readonly report: DeliveryReport;
      /** Of a mail that did not arrive. */
      readonly permanence: Permanence | undefined;
    }
  /** The debtor, or their mailbox house, called it unwanted: no mail may follow. */
  | {
      readonly kind: "complaint";
      readonly key: string;
      readonly attemptId: string;
      /** As RFC 5965 names it: `abuse`, `fraud`, `opt-out`, ... */
      readonly feedback: string;
    }
  | { readonly kind: "ignored"; readonly why: string };
