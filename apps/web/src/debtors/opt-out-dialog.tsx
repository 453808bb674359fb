import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { ActField } from "./act-field.tsx";
import type { Act } from "./debtor-act.ts";
import { DocumentField } from "./document-field.tsx";
import { ReachField, type Reach } from "./reach-field.tsx";
import { useRecording } from "./use-recording.ts";

export interface OptOutDialogProps {
  readonly address: DebtorDetail["addresses"][number];
  readonly onClose: () => void;
}

/** A no to an address: it holds for everybody who shares it, and never ends by itself. */
export function OptOutDialog({ address, onClose }: OptOutDialogProps) {
  const [how, setHow] = useState<Act>("call");
  const [reach, setReach] = useState<Reach>("one");
  const [document, setDocument] = useState("");
  const recording = useRecording({
    record: () =>
      call(endpoints.optOutAddress, {
        params: { id: address.id },
        body: {
          channel: reach === "any" ? "any" : address.channel,
          how,
          ...(document.trim() === "" ? {} : { evidence: document.trim() }),
        },
      }),
    said: () => "Nobody is contacted there any more",
    onClose,
  });
  return (
    <FormDialog
      size="small"
      title="Record an opt-out"
      description={`${address.text}: what is planned there is taken back at once, for everybody who shares it. Only their own word ends it.`}
      action="Record it"
      kind="danger"
      missing={undefined}
      saving={recording}
      onSave={() => recording.mutate()}
      onClose={onClose}
    >
      <ActField value={how} onChange={setHow} />
      <ReachField
        label="What they do not want"
        names={{ one: "This kind of message", any: "Anything at this address" }}
        value={reach}
        onChange={setReach}
      />
      <DocumentField
        label="Document"
        placeholder="call-2026/114"
        value={document}
        onChange={setDocument}
      />
    </FormDialog>
  );
}
