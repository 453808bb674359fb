import type { SignedInUser } from "@fairflow/contract";
import { firstEndpoints } from "@fairflow/contract/first-page";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";

export const sessionQuery = { ...ask(firstEndpoints.session, {}), staleTime: 60_000 };

/** Whoever is signed in. Only screens behind the sign-in ask. */
export function useUser(): SignedInUser {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data.user === null) throw new Error("Nobody is signed in");
  return data.user;
}
