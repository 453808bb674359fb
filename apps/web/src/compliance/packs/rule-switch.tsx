import { endpoints, type PackRule } from "@fairflow/contract";
import { SwitchField } from "@fairflow/ui";
import { Lock } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { useRefreshLaw } from "../law-queries.ts";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { useLawPermission } from "../use-law-permission.ts";

export interface RuleSwitchProps {
  readonly rule: PackRule;
}

/** A switch for a rule that an admin may turn off with a reason; for any other, why there is none. */
export function RuleSwitch({ rule }: RuleSwitchProps) {
  const [isAsking, setIsAsking] = useState(false);
  const notAllowed = useLawPermission();
  const refresh = useRefreshLaw();
  const isOn = rule.switchedOff === null;
  if (!rule.maySwitchOff && isOn) {
    return (
      <p className="flex items-start gap-1.5 text-xs text-ink-3">
        <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {rule.whyNot ?? "Always on."}
      </p>
    );
  }
  return (
    <>
      <SwitchField
        label={isOn ? "On" : "Off"}
        hint={`Rule “${rule.title}”`}
        checked={isOn}
        disabledReason={notAllowed}
        onChange={() => setIsAsking(true)}
      />
      {isAsking && (
        <ReasonDialog
          title={isOn ? "Switch this rule off?" : "Switch this rule on?"}
          description={
            isOn
              ? `“${rule.title}” will keep nothing back any more, in all flows. The law's own rules stay on.`
              : `“${rule.title}” applies again, from the next message on.`
          }
          action={isOn ? "Switch off" : "Switch on"}
          kind={isOn ? "danger" : "primary"}
          onClose={() => setIsAsking(false)}
          onConfirm={async (reason) => {
            await call(endpoints.switchRule, {
              params: { pack: rule.packId, rule: rule.id },
              body: { isOn: !isOn, reason },
            });
            await refresh();
            toast.success(isOn ? "The rule is off" : "The rule is on");
          }}
        />
      )}
    </>
  );
}
