import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useFrame } from "../frame/use-frame.ts";
import { call } from "../server/call.ts";
import { ActField } from "./act-field.tsx";
import type { Act } from "./debtor-act.ts";
import { DocumentField } from "./document-field.tsx";
import { ReachField, type Reach } from "./reach-field.tsx";
import { useRecording } from "./use-recording.ts";

export interface OptInDialogProps {
  readonly address: DebtorDetail["addresses"][number];
  readonly onClose: () => void;
}

/** An opt-out ends only by the debtor's own act, of which something must be on record. */
export function OptInDialog({ address, onClose }: OptInDialogProps) {
  const [how, setHow] = useState<Act>("message");
  const [reach, setReach] = useState<Reach>("one");
  const [document, setDocument] = useState("");
  const nowMs = useFrame()?.clock.nowMs;
  const recording = useRecording({
    record: (atMs: number) =>
      call(endpoints.optInAddress, {
        params: { id: address.id },
        body: {
          channel: reach === "any" ? "any" : address.channel,
          how,
          atMs,
          evidence: document.trim(),
        },
      }),
    said: () => "They can be contacted there again, as the rules allow",
    onClose,
  });
  return (
    <FormDialog
      size="small"
      title="They want to hear from us again"
      description={`${address.text}: record what they did themselves, just now, to take their no back.`}
      action="Record it"
      missing={
        nowMs === undefined
          ? "Just a moment"
          : document.trim() === ""
            ? "Say which document shows it"
            : undefined
      }
      saving={recording}
      onSave={() => {
        if (nowMs !== undefined) recording.mutate(nowMs);
      }}
      onClose={onClose}
    >
      <ActField value={how} onChange={setHow} />
      <ReachField
        label="Which no they take back"
        names={{ one: "To this kind of message", any: "To anything at this address" }}
        value={reach}
        onChange={setReach}
      />
      <DocumentField placeholder="sms-2026/114" value={document} onChange={setDocument} />
    </FormDialog>
  );
}
