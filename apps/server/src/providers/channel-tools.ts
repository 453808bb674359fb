import type { Reach, Recollection, Wire } from "@fairflow/channels";

/** What adapters are made with, the same for all of them. */
export interface ChannelTools {
  readonly wire: Wire;
  /** Where the wire goes. */
  readonly reach: Reach;
  /** Where debtors reach the installation, without a slash at the end. */
  readonly publicUrl: string;
  /** Real time. */
  readonly realNow: () => Date;
  /** What is still known of an attempt in doubt. */
  readonly recall: (attemptId: string) => Promise<Recollection | undefined>;
  /** Instead of Twilio's own API, for rehearsals against a fake. */
  readonly twilioApi?: string | undefined;
}
