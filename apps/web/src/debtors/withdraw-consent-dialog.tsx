import { endpoints } from "@fairflow/contract";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useFrame } from "../frame/use-frame.ts";
import { call } from "../server/call.ts";
import type { Consent } from "./consent.ts";
import type { Act } from "./debtor-act.ts";
import { DocumentField } from "./document-field.tsx";
import { SaidFields } from "./said-fields.tsx";
import { startOfDay } from "./start-of-day.ts";
import { useRecording } from "./use-recording.ts";

export interface WithdrawConsentDialogProps {
  readonly consent: Consent;
  readonly zone: string;
  readonly onClose: () => void;
}

/** The debtor takes a yes back; no document is needed for that. */
export function WithdrawConsentDialog({ consent, zone, onClose }: WithdrawConsentDialogProps) {
  const [how, setHow] = useState<Act>("call");
  const [day, setDay] = useState("");
  const [evidence, setEvidence] = useState("");
  const nowMs = useFrame()?.clock.nowMs;
  const atMs = day === "" ? nowMs : startOfDay(day, zone);
  const recording = useRecording({
    record: (at: number) =>
      call(endpoints.withdrawConsent, {
        params: { id: consent.id },
        body: {
          how,
          atMs: at,
          ...(evidence.trim() === "" ? {} : { evidence: evidence.trim() }),
        },
      }),
    said: () => "Nothing rests on that consent any more",
    onClose,
  });
  return (
    <FormDialog
      title="They take their consent back"
      description="What is planned and rests on it is judged again before it leaves."
      action="Take it back"
      kind="danger"
      missing={atMs === undefined ? "Say when they said it" : undefined}
      saving={recording}
      onSave={() => {
        if (atMs !== undefined) recording.mutate(atMs);
      }}
      onClose={onClose}
    >
      <SaidFields how={how} onHow={setHow} day={day} onDay={setDay} />
      <DocumentField
        label="Document"
        placeholder="call-2026/114"
        value={evidence}
        onChange={setEvidence}
      />
    </FormDialog>
  );
}
