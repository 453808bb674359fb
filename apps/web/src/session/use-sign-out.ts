import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { messageOf } from "../server/request-failed.ts";
import { signOut } from "./sign-in.ts";

/** Ends the session: nothing of it is kept in the page, and whoever comes next signs in. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await signOut();
    } catch (error) {
      toast.error(messageOf(error));
      return;
    }
    client.clear();
    await navigate({ to: "/sign-in" });
  };
}
