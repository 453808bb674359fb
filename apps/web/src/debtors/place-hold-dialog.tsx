import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { DateField, SelectField, TextArea, TextField } from "@fairflow/ui";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { AccountsField } from "./accounts-field.tsx";
import { DocumentField } from "./document-field.tsx";
import { holdName } from "./hold-name.ts";
import type { HoldState } from "./hold-state.ts";
import { eventCode } from "./event-code.ts";
import { endOfDay, startOfDay } from "./start-of-day.ts";
import { useRecording } from "./use-recording.ts";

export interface PlaceHoldDialogProps {
  readonly debtor: DebtorDetail;
  readonly states: readonly HoldState[];
  readonly onClose: () => void;
}

/** Leaves somebody alone, from now on, in all flows. */
export function PlaceHoldDialog({ debtor, states, onClose }: PlaceHoldDialogProps) {
  const [state, setState] = useState("");
  const [accountId, setAccountId] = useState<string | undefined>();
  const [until, setUntil] = useState("");
  const [nextEvent, setNextEvent] = useState("");
  const [nextBy, setNextBy] = useState("");
  const [document, setDocument] = useState("");
  const [note, setNote] = useState("");
  const chosen = states.find((each) => each.state === state);
  const untilMs = startOfDay(until, debtor.zone);
  const event = eventCode(nextEvent);
  const byMs = endOfDay(nextBy, debtor.zone);
  const recording = useRecording({
    record: () =>
      call(endpoints.placeHold, {
        params: { id: debtor.id },
        body: {
          state,
          evidence: document.trim() === "" ? [] : [document.trim()],
          ...(accountId === undefined ? {} : { accountId }),
          ...(untilMs === undefined ? {} : { untilMs }),
          ...(event === "" || byMs === undefined ? {} : { nextEvent: { event, byMs } }),
          ...(note.trim() === "" ? {} : { note: note.trim() }),
        },
      }),
    said: ({ isNew }) => (isNew ? "The hold is in force" : "That hold was in force already"),
    onClose,
  });
  return (
    <FormDialog
      title="Place a hold"
      description="What is planned for them is taken back at once, in all flows. What the hold still allows, such as notices that the law requires, goes on."
      action="Place the hold"
      missing={
        chosen === undefined
          ? "Say why they are to be left alone"
          : (event === "") === (byMs === undefined)
            ? undefined
            : "Say what is expected next, and by when"
      }
      saving={recording}
      onSave={() => recording.mutate()}
      onClose={onClose}
    >
      <SelectField
        label="Why"
        value={state}
        placeholder="Choose"
        hint={chosen?.titles.join(". ")}
        options={states
          .map((each) => ({ value: each.state, label: holdName(each.state) }))
          .toSorted((a, b) => a.label.localeCompare(b.label))}
        onChange={setState}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <AccountsField debtor={debtor} value={accountId} onChange={setAccountId} />
        <DateField
          label="Until"
          hint="Empty: until it is lifted"
          value={until}
          onChange={setUntil}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="What should happen next"
          placeholder="Court order"
          hint="A task asks after it where it does not come"
          maxLength={60}
          value={nextEvent}
          onChange={({ target }) => setNextEvent(target.value)}
        />
        <DateField label="By" hint="The last day for it" value={nextBy} onChange={setNextBy} />
      </div>
      <DocumentField
        label="Document"
        placeholder="form-17.1-2026/114"
        value={document}
        onChange={setDocument}
      />
      <TextArea
        label="Note"
        rows={2}
        maxLength={2000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </FormDialog>
  );
}
