import { endpoints } from "@fairflow/contract";
import { Button, Dialog, SwitchField, TextArea } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";

const MIN_REASON = 3;

/** Whether a draft needs somebody else's approval before it goes live: on, until an admin says why not. */
export function FourEyesSetting() {
  const { role } = useUser();
  const [wanted, setWanted] = useState<boolean>();
  const { data } = useQuery(ask(endpoints.fourEyes, {}));
  if (data === undefined) return null;
  return (
    <section aria-label="How drafts go live" className="mt-6 max-w-xl">
      <SwitchField
        label="Four eyes"
        hint="Whoever submitted or changed a draft can neither approve nor publish it. The server sees to it."
        checked={data.isOn}
        onChange={setWanted}
        disabledReason={role === "admin" ? undefined : "Admins change this"}
      />
      {wanted !== undefined && (
        <FourEyesDialog isOn={wanted} onClose={() => setWanted(undefined)} />
      )}
    </section>
  );
}

interface FourEyesDialogProps {
  readonly isOn: boolean;
  readonly onClose: () => void;
}

function FourEyesDialog({ isOn, onClose }: FourEyesDialogProps) {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => call(endpoints.changeFourEyes, { body: { isOn, reason: reason.trim() } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [endpoints.fourEyes.path] });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={isOn ? "Ask for four eyes again" : "Let authors approve their own drafts"}
      description={
        isOn
          ? "From now on somebody else than its authors must approve a draft."
          : "From now on one person alone can bring a draft to live. Drafts that wait already still need somebody else."
      }
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button
            kind={isOn ? "primary" : "danger"}
            disabledReason={
              change.isPending
                ? "Just a moment"
                : reason.trim().length < MIN_REASON
                  ? "Say why"
                  : undefined
            }
            onClick={() => change.mutate()}
          >
            {isOn ? "Switch on" : "Switch off"}
          </Button>
        </>
      }
    >
      <TextArea
        label="Why"
        hint="It stands on the audit trail with your name."
        rows={2}
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {change.isError && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {messageOf(change.error)}
        </p>
      )}
    </Dialog>
  );
}
