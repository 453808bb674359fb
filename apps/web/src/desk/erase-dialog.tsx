import { erasureEndpoints, MAX_REASON, MIN_REASON, type ErasureBar } from "@fairflow/contract";
import { Button, Callout, Dialog, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { formatDate } from "../server/format.ts";

export interface EraseDialogProps {
  readonly debtorId: string;
  /** What stands against it today. */
  readonly bars: readonly ErasureBar[];
  readonly onClose: () => void;
}

/** Ends what is kept of a person for good, or says why that has to wait and until when. */
export function EraseDialog({ debtorId, bars, onClose }: EraseDialogProps) {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const erase = useMutation({
    mutationFn: () =>
      call(erasureEndpoints.eraseDebtor, {
        params: { id: debtorId },
        body: { reason: reason.trim() },
      }),
    onSuccess: async () => {
      toast.success("What was kept of them is erased");
      onClose();
      await client.invalidateQueries();
    },
  });
  if (bars.length > 0) {
    return (
      <Dialog
        open
        onClose={onClose}
        title="This cannot be erased yet"
        description="Whoever asked for it is told why, and from when on it can be done."
        actions={<Button onClick={onClose}>Close</Button>}
      >
        <ul className="flex flex-col gap-3">
          {bars.map((bar) => (
            <li key={bar.rule?.id ?? bar.kind} className="text-base">
              {bar.until === null ? bar.words : `${bar.words} Kept until ${formatDate(bar.until)}.`}
              {bar.rule !== null && (
                <span className="block text-xs text-ink-3">
                  {[bar.rule.source, bar.rule.id].filter((part) => part !== null).join(", ")}
                </span>
              )}
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title="Erase this person?"
      description="Names, addresses, numbers, files and all that was written to them or by them are destroyed. Amounts and days stay, without saying of whom, and so do opt-outs. Nobody can bring it back."
      action="Erase for good"
      kind="danger"
      missing={reason.trim().length < MIN_REASON ? "Say why" : undefined}
      saving={erase}
      onSave={() => erase.mutate()}
      onClose={onClose}
    >
      <Callout tone="warn" title="Is there a request for their data?">
        Make their file first: afterwards there is nothing to put into it.
      </Callout>
      <TextArea
        label="Why"
        rows={2}
        maxLength={MAX_REASON}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}
