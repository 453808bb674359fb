import type { Proposal } from "./proposal.ts";

/** What becomes of one line; `proposals` begin with the best. */
export type LineMatch = {
  readonly lineId: string;
  readonly proposals: readonly Proposal[];
} & (
  | { readonly kind: "automatic"; readonly proposal: Proposal }
  | {
      readonly kind: "desk";
      /** A sentence for the person who decides. */
      readonly why: string;
    }
);
