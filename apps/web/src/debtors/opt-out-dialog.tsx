import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { Button, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { acts, type Act } from "./debtor-act.ts";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface OptOutDialogProps {
  readonly address: DebtorDetail["addresses"][number];
  readonly onClose: () => void;
}

/** A no to an address: it holds for everybody who shares it, and never ends by itself. */
export function OptOutDialog({ address, onClose }: OptOutDialogProps) {
  const [how, setHow] = useState<Act>("call");
  const [reach, setReach] = useState<"one" | "any">("one");
  const [document, setDocument] = useState("");
  const refresh = useRefreshDebtor();
  const record = useMutation({
    mutationFn: () =>
      call(endpoints.optOutAddress, {
        params: { id: address.id },
        body: {
          channel: reach === "any" ? "any" : address.channel,
          how,
          ...(document.trim() === "" ? {} : { evidence: document.trim() }),
        },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success("Nobody is contacted there any more");
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Record an opt-out"
      description={`${address.text}: what is planned there is taken back at once, for everybody who shares it. Only their own word ends it.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="danger"
            disabledReason={record.isPending ? "Just a moment" : undefined}
            onClick={() => record.mutate()}
          >
            Record it
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <SelectField
          label="How they said it"
          value={how}
          options={acts}
          onChange={(value) => setHow(acts.find((act) => act.value === value)?.value ?? "call")}
        />
        <SelectField
          label="What they do not want"
          value={reach}
          options={[
            { value: "one", label: "This kind of message" },
            { value: "any", label: "Anything at this address" },
          ]}
          onChange={(value) => setReach(value === "any" ? "any" : "one")}
        />
        <TextField
          label="Document"
          placeholder="call-2026/114"
          hint="Its number, without names or spaces"
          maxLength={80}
          value={document}
          onChange={({ target }) => setDocument(target.value)}
        />
        {record.isError && (
          <p role="alert" className="text-sm text-bad">
            {messageOf(record.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
