import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { Button, Dialog, SelectField, TextArea, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { holdName } from "./hold-name.ts";
import type { HoldState } from "./hold-state.ts";
import { eventCode } from "./event-code.ts";
import { endOfDay, startOfDay } from "./start-of-day.ts";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface PlaceHoldDialogProps {
  readonly debtor: DebtorDetail;
  readonly states: readonly HoldState[];
  readonly onClose: () => void;
}

const ALL = "all";

/** Leaves somebody alone, from now on, in all flows. */
export function PlaceHoldDialog({ debtor, states, onClose }: PlaceHoldDialogProps) {
  const [state, setState] = useState("");
  const [accountId, setAccountId] = useState(ALL);
  const [until, setUntil] = useState("");
  const [nextEvent, setNextEvent] = useState("");
  const [nextBy, setNextBy] = useState("");
  const [document, setDocument] = useState("");
  const [note, setNote] = useState("");
  const refresh = useRefreshDebtor();
  const chosen = states.find((each) => each.state === state);
  const untilMs = startOfDay(until, debtor.zone);
  const event = eventCode(nextEvent);
  const byMs = endOfDay(nextBy, debtor.zone);
  const place = useMutation({
    mutationFn: () =>
      call(endpoints.placeHold, {
        params: { id: debtor.id },
        body: {
          state,
          evidence: document.trim() === "" ? [] : [document.trim()],
          ...(accountId === ALL ? {} : { accountId }),
          ...(untilMs === undefined ? {} : { untilMs }),
          ...(event === "" || byMs === undefined ? {} : { nextEvent: { event, byMs } }),
          ...(note.trim() === "" ? {} : { note: note.trim() }),
        },
      }),
    onSuccess: async ({ isNew }) => {
      await refresh();
      toast.success(isNew ? "The hold is in force" : "That hold was in force already");
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title="Place a hold"
      description="What is planned for them is taken back at once, in all flows. What the hold still allows, such as notices that the law requires, goes on."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={
              place.isPending
                ? "Just a moment"
                : chosen === undefined
                  ? "Say why they are to be left alone"
                  : (event === "") === (byMs === undefined)
                    ? undefined
                    : "Say what is expected next, and by when"
            }
            onClick={() => place.mutate()}
          >
            Place the hold
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
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
          <SelectField
            label="For"
            value={accountId}
            options={[
              { value: ALL, label: "All their accounts" },
              ...debtor.accounts.map(({ id, reference }) => ({ value: id, label: reference })),
            ]}
            onChange={setAccountId}
          />
          <TextField
            label="Until"
            type="date"
            hint="Empty: until it is lifted"
            value={until}
            onChange={({ target }) => setUntil(target.value)}
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
          <TextField
            label="By"
            type="date"
            hint="The last day for it"
            value={nextBy}
            onChange={({ target }) => setNextBy(target.value)}
          />
        </div>
        <TextField
          label="Document"
          placeholder="form-17.1-2026/114"
          hint="Its number, without names or spaces"
          maxLength={80}
          value={document}
          onChange={({ target }) => setDocument(target.value)}
        />
        <TextArea
          label="Note"
          rows={2}
          maxLength={2000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        {place.isError && (
          <p role="alert" className="text-sm text-bad">
            {messageOf(place.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
