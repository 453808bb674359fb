import { useUser } from "../session/use-session.ts";

/** Why whoever is signed in cannot change the law of the installation; undefined for those who can. */
export function useLawPermission(): string | undefined {
  const { role } = useUser();
  return role === "admin" ? undefined : "Only admins change which rules apply. Ask one of them.";
}
