import type { ErasureBar } from "@fairflow/contract";
import { formatCount } from "../../server/format.ts";

/** What keeps people, after how many they are. */
export const reasonNames: Readonly<Record<ErasureBar["kind"], string>> = {
  "open-accounts": "by an open account",
  "open-cases": "by a dispute or complaint",
  "under-way": "by a message on its way",
  law: "by a law",
  "law-unknown": "by a law that is not known",
  held: "by a hold",
  running: "by a flow",
  planned: "by a planned message",
  tasks: "by a task",
  requests: "by a data request",
  credit: "by a credit balance",
  period: "by the time here",
};

export function peopleWords(count: number): string {
  if (count === 0) return "nobody";
  return count === 1 ? "1 person" : `${formatCount(count)} people`;
}

/** As a sentence begins. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
