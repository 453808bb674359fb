import { templateEndpoints } from "@fairflow/contract";
import { Button, Dialog, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";

/** Where a test goes: any number while the sandbox takes SMS, afterwards the one that was shown to be one's own. */
export type OwnNumber = { readonly number: string } | { readonly proof: string };

export interface TestNumberDialogProps {
  readonly onClose: () => void;
  readonly onNumber: (own: OwnNumber) => void;
}

/** Asks which number is one's own, and where people are reached for the code that was sent there. */
export function TestNumberDialog({ onClose, onNumber }: TestNumberDialogProps) {
  const [number, setNumber] = useState("");
  const [code, setCode] = useState("");
  const [ticket, setTicket] = useState<string>();
  const asking = useMutation({
    mutationFn: () => call(templateEndpoints.askTestNumber, { body: { number } }),
    onSuccess: (asked) => {
      if (asked.ticket === null) onNumber({ number });
      else setTicket(asked.ticket);
    },
  });
  const proving = useMutation({
    mutationFn: (shown: string) =>
      call(templateEndpoints.proveTestNumber, { body: { ticket: shown, code: code.trim() } }),
    onSuccess: onNumber,
  });
  const isBusy = asking.isPending || proving.isPending;
  const whyNot =
    ticket === undefined
      ? number.trim().length < 5
        ? "Enter your number first"
        : undefined
      : /^\d{6}$/.test(code.trim())
        ? undefined
        : "Enter the six digits of the code";
  const go = () => {
    if (whyNot !== undefined || isBusy) return;
    if (ticket === undefined) asking.mutate();
    else proving.mutate(ticket);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Send me a test"
      description={
        ticket === undefined
          ? "The SMS as it is written now, with made-up values and marked as a test."
          : `We have sent a code to ${number}. It is good for 10 minutes, and the number is then yours for today.`
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabledReason={isBusy ? "Just a moment" : whyNot} onClick={go}>
            {ticket === undefined ? "Go on" : "Send the test"}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        {ticket === undefined ? (
          <TextField
            label="Your own number"
            hint="Nobody who is on file can be sent a test."
            type="tel"
            autoComplete="tel"
            autoFocus
            value={number}
            problem={asking.isError ? messageOf(asking.error) : undefined}
            onChange={(event) => setNumber(event.target.value)}
          />
        ) : (
          <TextField
            label="Code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            autoFocus
            value={code}
            problem={proving.isError ? messageOf(proving.error) : undefined}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </form>
    </Dialog>
  );
}
