import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { DocumentField } from "./document-field.tsx";
import { holdName } from "./hold-name.ts";
import { useRecording } from "./use-recording.ts";

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
  const recording = useRecording({
    record: () =>
      call(endpoints.liftHold, {
        params: { id: hold.id },
        body: { reason, ...(evidence === "" ? {} : { evidence }) },
      }),
    said: () => "The hold is lifted",
    onClose,
  });
  return (
    <FormDialog
      size="small"
      title={`Lift “${holdName(hold.state)}”?`}
      description="Flows go on where they stood. Each message is judged by the rules again before it leaves."
      action="Lift the hold"
      missing={
        reason === ""
          ? "Say which event ended it"
          : isMistake && evidence === ""
            ? "Say which document shows that it was a mistake"
            : undefined
      }
      saving={recording}
      onSave={() => recording.mutate()}
      onClose={onClose}
    >
      <SelectField
        label="What ended it"
        value={reason}
        placeholder="Choose"
        options={endedBy.map((event) => ({ value: event, label: holdName(event) }))}
        onChange={setReason}
      />
      <DocumentField
        label={isMistake ? "Document that shows it" : "Document"}
        placeholder="court-2026/114"
        value={document}
        onChange={setDocument}
      />
    </FormDialog>
  );
}
