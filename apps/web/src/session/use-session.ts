import { endpoints, type SignedInUser } from "@fairflow/contract";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";

export const sessionQuery = { ...ask(endpoints.session, {}), staleTime: 60_000 };

/** Whoever is signed in. Only screens behind the sign-in ask. */
export function useUser(): SignedInUser {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data.user === null) throw new Error("Nobody is signed in");
  return data.user;
}
