import type { DataRequest, RequestKind } from "@fairflow/contract";

export const requestNames: Readonly<Record<RequestKind, string>> = {
  access: "Wants to know what is kept",
  correction: "Wants something corrected",
  erasure: "Wants it erased",
  objection: "Objects to its use",
  regulator: "A regulator asks",
};

/** How long there is to answer. */
export function daysLeftWords({ daysLeft }: Pick<DataRequest, "daysLeft">): string {
  if (daysLeft === 0) return "Due today";
  const days = Math.abs(daysLeft) === 1 ? "1 day" : `${Math.abs(daysLeft)} days`;
  return daysLeft < 0 ? `${days} late` : `${days} left`;
}
