import type { Zones } from "@fairflow/calendar";
import type { Keyring } from "@fairflow/db";
import type { OutgoingMessage } from "./channel-port.ts";

/** What messages need that is the same for all of them. */
export interface Composing {
  readonly keyring: Pick<Keyring, "decryptText" | "linkToken">;
  readonly zones: Zones;
  /** Where debtors reach the installation, without a slash at the end. */
  readonly publicUrl: string;
}

export type Composed =
  | { readonly ok: true; readonly message: OutgoingMessage }
  /** Names the template and the fact, never a value. */
  | {
      readonly ok: false;
      readonly problem: string;
      /** `amount-withheld`, `address-unverified`, or `missing-` and the merge field that has no value. */
      readonly code?: string;
    };
