import { endpoints } from "@fairflow/contract";
import { SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useFrame } from "../frame/use-frame.ts";
import { call } from "../server/call.ts";
import type { Consent } from "./consent.ts";
import { acts, actOf, type Act } from "./debtor-act.ts";
import { DocumentField } from "./document-field.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { startOfDay } from "./start-of-day.ts";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

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
  const refresh = useRefreshDebtor();
  const atMs = day === "" ? nowMs : startOfDay(day, zone);
  const withdraw = useMutation({
    mutationFn: (at: number) =>
      call(endpoints.withdrawConsent, {
        params: { id: consent.id },
        body: {
          how,
          atMs: at,
          ...(evidence.trim() === "" ? {} : { evidence: evidence.trim() }),
        },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success("Nothing rests on that consent any more");
      onClose();
    },
  });
  return (
    <RecordDialog
      title="They take their consent back"
      description="What is planned and rests on it is judged again before it leaves."
      action="Take it back"
      kind="danger"
      missing={atMs === undefined ? "Say when they said it" : undefined}
      isPending={withdraw.isPending}
      error={withdraw.error}
      onRecord={() => {
        if (atMs !== undefined) withdraw.mutate(atMs);
      }}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="How they said it"
          value={how}
          options={acts}
          onChange={(value) => setHow(actOf(value, "call"))}
        />
        <TextField
          label="When they said it"
          type="date"
          hint="Empty: just now"
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
      </div>
      <DocumentField
        label="Document"
        placeholder="call-2026/114"
        value={evidence}
        onChange={setEvidence}
      />
    </RecordDialog>
  );
}
