import { useUser } from "../session/use-session.ts";

/** Why whoever looks may not put anything on record; undefined where they may. */
export function useWhyNotRecord(): string | undefined {
  const { role } = useUser();
  return role === "specialist" || role === "admin"
    ? undefined
    : "Specialists and admins record what people say and sign";
}
