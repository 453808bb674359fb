import { useNavigate, useSearch } from "@tanstack/react-router";
import type { LiveScope } from "./live-scope.ts";

/** Whose numbers are shown, as the address says, and how that is changed. */
export function useLiveScope(): {
  readonly scope: LiveScope;
  readonly change: (scope: Partial<LiveScope & { readonly version: number }>) => void;
} {
  const { from, to, segment } = useSearch({ from: "/frame/flows/$id" });
  const navigate = useNavigate({ from: "/flows/$id" });
  return {
    scope: { from, to, segment },
    change: (scope) =>
      void navigate({ search: (before) => ({ ...before, ...scope }), replace: true }),
  };
}
