/** What a phrase is about that a person must read. */
export type ReplyTopic =
  | "stop"
  | "wrong-number"
  | "dispute"
  | "already-paid"
  | "hardship"
  | "deceased"
  | "represented"
  | "complaint";

/** What a person wrote back, as far as words tell. */
export type ReplyMeaning =
  | { readonly kind: "stop" }
  | { readonly kind: "start" }
  | { readonly kind: "help" }
  /** A person reads it, and contact pauses meanwhile. */
  | { readonly kind: "for-a-person"; readonly topics: readonly ReplyTopic[] }
  | { readonly kind: "reply" };
