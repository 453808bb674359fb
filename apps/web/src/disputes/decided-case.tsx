import { disputeEndpoints, type DisputeDetail } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { formatInstant, formatMoney } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { letterWords } from "./dispute-words.ts";
import { useRefreshDisputes } from "./use-disputes.ts";

export interface DecidedCaseProps {
  readonly dispute: DisputeDetail;
  /** Why whoever looks may not send it again. */
  readonly disabledReason: string | undefined;
}

const STATES: Readonly<Record<DisputeDetail["status"], string>> = {
  open: "Open",
  accepted: "Accepted",
  partly_accepted: "Partly accepted",
  rejected: "Rejected",
  withdrawn: "Taken back",
};

/** How it was decided, and whether they were told; where nobody was reached it may be sent again. */
export function DecidedCase({ dispute, disabledReason }: DecidedCaseProps) {
  const { id, status, decidedAtMs, decidedBy, decision, adjustedBy, letter } = dispute;
  const zone = useZone();
  const refresh = useRefreshDisputes();
  const send = useMutation({
    mutationFn: () => call(disputeEndpoints.sendDecision, { params: { id } }),
    onSuccess: refresh,
    onError: (error) => {
      toast.error(messageOf(error));
      void refresh();
    },
  });
  const isUntold = status !== "withdrawn" && (letter === null || letter.isUnsent);
  return (
    <section aria-label="The decision" className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="flex items-center gap-2 text-base font-semibold">
        The decision
        <Badge tone={status === "rejected" ? "neutral" : "ok"}>{STATES[status]}</Badge>
      </h3>
      <p className="text-sm text-ink-3">
        {decidedAtMs === null ? "" : formatInstant(decidedAtMs, zone)}
        {decidedBy === null ? "" : ` by ${decidedBy}`}
        {adjustedBy === null ? "" : `, ${formatMoney(adjustedBy)} taken off`}
      </p>
      <p className="text-base whitespace-pre-line text-ink-2">{decision ?? ""}</p>
      {status !== "withdrawn" && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="flex items-center gap-2 text-sm text-ink-2">
            <Badge tone={isUntold ? "warn" : "ok"}>
              {isUntold ? "They do not know yet" : "Told"}
            </Badge>
            {letterWords(letter)}
          </p>
          {isUntold && (
            <Button
              disabledReason={disabledReason ?? (send.isPending ? "Just a moment" : undefined)}
              onClick={() => send.mutate()}
            >
              Send it again
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
