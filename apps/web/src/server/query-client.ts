import { QueryCache, QueryClient } from "@tanstack/react-query";
import { firstEndpoints } from "@fairflow/contract/first-page";
import { RequestFailed } from "./request-failed.ts";

const RETRIES = 2;

/** Repeats only what may go well the next time: a lost connection or an overloaded server. */
function retry(count: number, error: Error): boolean {
  const mayPass =
    error instanceof RequestFailed && (error.code === "offline" || error.code === "unavailable");
  return mayPass && count < RETRIES;
}

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    // Without a network a screen says so, instead of waiting for it without a word.
    queries: { retry, staleTime: 5_000, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
  queryCache: new QueryCache({
    onError: (error) => {
      // A session that ended shows as the sign-in page, whichever request noticed it.
      if (error instanceof RequestFailed && error.code === "not-signed-in") {
        void queryClient.invalidateQueries({ queryKey: [firstEndpoints.session.path] });
      }
    },
  }),
});
