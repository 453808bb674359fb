import type { endpoints, InputOf } from "@fairflow/contract";

/** How a debtor said something. */
export type Act = InputOf<(typeof endpoints)["optOutAddress"]>["body"]["how"];

export const acts: readonly { readonly value: Act; readonly label: string }[] = [
  { value: "call", label: "On a call" },
  { value: "message", label: "In a message" },
  { value: "letter", label: "In a letter" },
  { value: "page", label: "On a page of ours" },
  { value: "in-person", label: "In person" },
];

/** How a debtor said something, in words. */
export function actName(act: Act): string {
  return acts.find(({ value }) => value === act)?.label ?? act;
}
