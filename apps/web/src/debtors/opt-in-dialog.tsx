import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { Button, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useFrame } from "../frame/use-frame.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { acts, type Act } from "./debtor-act.ts";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface OptInDialogProps {
  readonly address: DebtorDetail["addresses"][number];
  readonly onClose: () => void;
}

/** An opt-out ends only by the debtor's own act, of which something must be on record. */
export function OptInDialog({ address, onClose }: OptInDialogProps) {
  const [how, setHow] = useState<Act>("message");
  const [reach, setReach] = useState<"one" | "any">("one");
  const [document, setDocument] = useState("");
  const nowMs = useFrame()?.clock.nowMs;
  const refresh = useRefreshDebtor();
  const record = useMutation({
    mutationFn: (atMs: number) =>
      call(endpoints.optInAddress, {
        params: { id: address.id },
        body: {
          channel: reach === "any" ? "any" : address.channel,
          how,
          atMs,
          evidence: document.trim(),
        },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success("They can be contacted there again, as the rules allow");
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="They want to hear from us again"
      description={`${address.text}: record what they did themselves, just now, to take their no back.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={
              record.isPending || nowMs === undefined
                ? "Just a moment"
                : document.trim() === ""
                  ? "Say which document shows it"
                  : undefined
            }
            onClick={() => {
              if (nowMs !== undefined) record.mutate(nowMs);
            }}
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
          onChange={(value) => setHow(acts.find((act) => act.value === value)?.value ?? "message")}
        />
        <SelectField
          label="Which no they take back"
          value={reach}
          options={[
            { value: "one", label: "To this kind of message" },
            { value: "any", label: "To anything at this address" },
          ]}
          onChange={(value) => setReach(value === "any" ? "any" : "one")}
        />
        <TextField
          label="Document that shows it"
          placeholder="sms-2026/114"
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
