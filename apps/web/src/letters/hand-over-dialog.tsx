import { letterEndpoints } from "@fairflow/contract";
import { Button, Callout, CheckField, Dialog } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { toast } from "sonner";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import { useRefreshLetters } from "./use-refresh-letters.ts";

export interface HandOverDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Says that a batch left the house. Letters of people whose standing changed meanwhile have to be taken out first. */
export function HandOverDialog({ id, onClose }: HandOverDialogProps) {
  const refresh = useRefreshLetters();
  const [areOut, setAreOut] = useState(false);
  const batch = useQuery({ ...ask(letterEndpoints.letterBatch, { params: { id } }), staleTime: 0 });
  const toTakeOut = batch.data?.toTakeOut ?? [];
  const handOver = useMutation({
    mutationFn: () =>
      call(letterEndpoints.handOverLetters, {
        params: { id },
        body: { takenOut: toTakeOut.map(({ attemptId }) => attemptId) },
      }),
    onSuccess: ({ letters }) => {
      toast.success(
        `${formatCount(letters)} ${letters === 1 ? "letter counts" : "letters count"} as sent`,
      );
      onClose();
    },
    onSettled: refresh,
  });
  const missing = handOver.isPending
    ? "Just a moment"
    : batch.data === undefined
      ? "The batch is being read"
      : toTakeOut.length > 0 && !areOut
        ? "Take these letters out first"
        : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title="The batch has left the house"
      description="From now on its letters count as sent, and their flows go on."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabledReason={missing} onClick={() => handOver.mutate()}>
            Yes, it has left
          </Button>
        </>
      }
    >
      <NotLoaded query={batch} what="The batch could not be read" className="h-20" />
      {toTakeOut.length > 0 && (
        <div className="flex flex-col gap-3">
          <Callout tone="warn" title={`Take ${formatCount(toTakeOut.length)} out`}>
            Something changed for these people since the letters were made: a payment, a dispute, an
            opt-out or a hold. Their letters are judged anew.
          </Callout>
          <ul className="flex max-h-48 flex-col gap-1 overflow-y-auto text-sm">
            {toTakeOut.map(({ attemptId, debtorId }) => (
              <li key={attemptId} className="flex gap-3">
                <code className="min-w-0 flex-1 truncate">{attemptId}.pdf</code>
                <Link
                  to="/debtors/$id"
                  params={{ id: debtorId }}
                  className="text-accent underline-offset-2 hover:underline"
                >
                  Debtor
                </Link>
              </li>
            ))}
          </ul>
          <CheckField
            label="These letters are out of the batch"
            checked={areOut}
            onChange={setAreOut}
          />
        </div>
      )}
      <WhyFailed error={handOver.error} />
    </Dialog>
  );
}
