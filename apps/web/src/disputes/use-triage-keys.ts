import { disputeEndpoints } from "@fairflow/contract";
import { useMutation } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { useRefreshDisputes } from "./use-disputes.ts";

interface Triage {
  readonly ids: readonly string[];
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onDecide: (id: string) => void;
}

const MOVES: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** J and K walk the list, A takes what is open, E decides it. Only while the focus is in the list. */
export function useTriageKeys({ ids, openId, onOpen, onDecide }: Triage) {
  const refresh = useRefreshDisputes();
  const take = useMutation({
    mutationFn: (id: string) =>
      call(disputeEndpoints.assignDispute, { params: { id }, body: { take: true } }),
    onSuccess: async () => {
      toast.success("It is yours");
      await refresh();
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || openId === undefined) return;
    const move = MOVES[event.key];
    if (move !== undefined) {
      const next = ids[ids.indexOf(openId) + move];
      if (next === undefined) return;
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>(`[data-dispute="${next}"]`)?.focus();
      onOpen(next);
      return;
    }
    if (event.key === "a") take.mutate(openId);
    if (event.key === "e") {
      event.preventDefault();
      onDecide(openId);
    }
  };
}
