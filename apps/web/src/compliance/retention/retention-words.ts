import type { ErasureBar } from "@fairflow/contract";
import { formatCount } from "../../server/format.ts";

/** What keeps people, in front of how many. */
export const reasonNames: Readonly<Record<ErasureBar["kind"], string>> = {
  "open-accounts": "open accounts",
  "open-cases": "disputes or complaints",
  "under-way": "messages on their way",
  law: "a law",
  "law-unknown": "a law that is not known",
  held: "holds",
  running: "flows",
  planned: "planned messages",
  tasks: "tasks",
  requests: "data requests",
  credit: "credit balances",
  period: "the time here",
};

export function peopleWords(count: number): string {
  return count === 1 ? "1 person" : `${formatCount(count)} people`;
}
