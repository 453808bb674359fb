import type { Transaction } from "@fairflow/db";
import { nameOf, userNames } from "./users.ts";

/** How a screen names whoever recorded a fact: a person, or another system by the name of its key. */
export async function authorNames(tx: Transaction): Promise<(author: string) => string> {
  const names = await userNames(tx);
  return (author) => {
    if (author.startsWith("api:")) return author.slice("api:".length);
    return author === "file" ? "a file" : nameOf(names, author);
  };
}
