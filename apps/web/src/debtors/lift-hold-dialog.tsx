import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { Button, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { holdName } from "./hold-name.ts";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

/** Nothing ended it: it should never have been there, and something has to show that. */
const PLACED_BY_MISTAKE = "placed_by_mistake";

export interface LiftHoldDialogProps {
  readonly hold: DebtorDetail["holds"][number];
  /** The events that end it, as its rules name them. */
  readonly endedBy: readonly string[];
  readonly onClose: () => void;
}

/** A hold ends by an event, never by mere wish. */
export function LiftHoldDialog({ hold, endedBy, onClose }: LiftHoldDialogProps) {
  const [reason, setReason] = useState("");
  const [document, setDocument] = useState("");
  const isMistake = reason === PLACED_BY_MISTAKE;
  const evidence = document.trim();
  const refresh = useRefreshDebtor();
  const lift = useMutation({
    mutationFn: () =>
      call(endpoints.liftHold, {
        params: { id: hold.id },
        body: { reason, ...(evidence === "" ? {} : { evidence }) },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success("The hold is lifted");
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Lift “${holdName(hold.state)}”?`}
      description="Flows go on where they stood. Each message is judged by the rules again before it leaves."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={
              lift.isPending
                ? "Just a moment"
                : reason === ""
                  ? "Say which event ended it"
                  : isMistake && evidence === ""
                    ? "Say which document shows that it was a mistake"
                    : undefined
            }
            onClick={() => lift.mutate()}
          >
            Lift the hold
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <SelectField
          label="What ended it"
          value={reason}
          placeholder="Choose"
          options={endedBy.map((event) => ({ value: event, label: holdName(event) }))}
          onChange={setReason}
        />
        <TextField
          label={isMistake ? "Document that shows it" : "Document"}
          placeholder="court-2026/114"
          hint="Its number, without names or spaces"
          maxLength={80}
          value={document}
          onChange={({ target }) => setDocument(target.value)}
        />
        {lift.isError && (
          <p role="alert" className="text-sm text-bad">
            {messageOf(lift.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
