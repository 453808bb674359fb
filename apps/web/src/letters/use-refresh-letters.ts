import { letterEndpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";

/** Asks anew for all that is shown of letters. */
export function useRefreshLetters(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [letterEndpoints.letters.path] });
}
