import { retentionEndpoints, type RetentionSetting } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { call } from "../../server/call.ts";
import { dueCountQuery } from "./due-count-query.ts";
import { capital, peopleWords } from "./retention-words.ts";
import { useRefreshRetention } from "./use-refresh-retention.ts";

export interface SwitchSweepDialogProps {
  readonly setting: RetentionSetting;
  readonly onClose: () => void;
}

/** Switches erasing by the clock on or off, with a reason. */
export function SwitchSweepDialog({ setting, onClose }: SwitchSweepDialogProps) {
  const refresh = useRefreshRetention();
  const { data } = useQuery(dueCountQuery);
  const { isOn } = setting;
  const due =
    data === undefined
      ? ""
      : ` ${capital(peopleWords(data.due))} ${data.due > 1 ? "are" : "is"} due now.`;
  return (
    <ReasonDialog
      title={isOn ? "Erase nobody by the clock any more?" : "Erase people by the clock?"}
      description={
        isOn
          ? "Whoever is due stays until somebody erases them by hand, or switches it on again. It counts at once, in the middle of a sweep too."
          : `From tomorrow on, each night, people are erased whose time is over: names, addresses, numbers, files and all that was written. Nobody can bring it back.${due} Until then you can look at whom it hits, and switch it off.`
      }
      action={isOn ? "Switch off" : "Switch on"}
      kind={isOn ? "primary" : "danger"}
      onClose={onClose}
      onConfirm={async (reason) => {
        await call(retentionEndpoints.changeRetention, {
          body: { ...setting, isOn: !isOn, reason },
        });
        await refresh();
      }}
    />
  );
}
