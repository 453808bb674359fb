import { endpoints } from "@fairflow/contract";
import { SwitchField } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { useUser } from "../session/use-session.ts";

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
  const client = useQueryClient();
  return (
    <ReasonDialog
      title={isOn ? "Ask for four eyes again" : "Let authors approve their own drafts"}
      description={
        isOn
          ? "From now on somebody else than its authors must approve a draft."
          : "From now on one person alone can bring a draft to live. Drafts that wait already still need somebody else."
      }
      action={isOn ? "Switch on" : "Switch off"}
      kind={isOn ? "primary" : "danger"}
      onClose={onClose}
      onConfirm={async (reason) => {
        await call(endpoints.changeFourEyes, { body: { isOn, reason } });
        await client.invalidateQueries({ queryKey: [endpoints.fourEyes.path] });
      }}
    />
  );
}
