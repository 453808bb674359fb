import { changeSettings, FlowSettings, renameFlow } from "@fairflow/flow";
import { SelectField, TextField } from "@fairflow/ui";
import { useParams } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useState } from "react";
import { useBuilder, useDocument } from "../builder-context.ts";

/** The settings of the flow itself, shown while no step is selected. */
export function FlowSettingsForm() {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const { document } = useBuilder();
  const name = useDocument(({ flow }) => flow.name);
  const per = useDocument(({ flow }) => flow.settings.per);
  const readOnly = useDocument((state) => state.readOnly);
  return (
    <div className="flex flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 className="text-lg font-semibold">This flow</h2>
        <p className="text-sm text-ink-3">Choose a step on the canvas to see its settings.</p>
      </div>
      <TextField
        label="Name"
        value={name}
        maxLength={120}
        readOnly={readOnly}
        problem={name.trim() === "" ? "Give the flow a name" : undefined}
        onChange={({ target }) => {
          const { flow, apply } = document.getState();
          if (target.value === "") return;
          apply({
            label: "Rename the flow",
            key: "flow name",
            flow: renameFlow(flow, target.value),
          });
        }}
      />
      <SelectField
        label="Goes through it"
        value={per}
        disabled={readOnly}
        hint="Per person, all accounts of one person go together."
        options={[
          { value: "account", label: "Each account" },
          { value: "debtor", label: "Each person, with all accounts" },
        ]}
        onChange={(value) => {
          const { flow, apply } = document.getState();
          apply({
            label: "Change who goes through",
            flow: changeSettings(flow, { per: value === "debtor" ? "debtor" : "account" }),
          });
        }}
      />
      <NumberSetting
        setting="priority"
        label="Priority"
        hint="From 0 to 100. When two flows want the one message that the law allows, the higher number gets it."
      />
      <NumberSetting
        setting="attributionDays"
        label="Credit a payment to a message for"
        suffix="days"
      />
      <NumberSetting
        setting="giveUpAfterDays"
        label="Wait for leave to send"
        suffix="days"
        hint="How long a message waits while the law says not yet."
      />
      <a
        href={`/api/flows/${id}/export`}
        download={`${name}.json`}
        className="inline-flex items-center gap-1.5 self-start text-sm font-medium text-accent underline-offset-2 hover:underline"
      >
        <Download aria-hidden className="size-4" />
        Download with its segments and templates
      </a>
    </div>
  );
}

interface NumberSettingProps {
  readonly setting: "priority" | "attributionDays" | "giveUpAfterDays";
  readonly label: string;
  readonly hint?: string;
  readonly suffix?: string;
}

/** The flow's own settings must fit at all times, so text that does not is kept here and not written. */
function NumberSetting({ setting, label, hint, suffix }: NumberSettingProps) {
  const { document } = useBuilder();
  const value = useDocument(({ flow }) => flow.settings[setting]);
  const readOnly = useDocument((state) => state.readOnly);
  const [typed, setTyped] = useState<string | undefined>();
  const text = typed ?? String(value);
  const parsed = parse(setting, text);
  return (
    <TextField
      label={label}
      inputMode="numeric"
      inputClassName="max-w-24 tabular-nums"
      readOnly={readOnly}
      value={text}
      problem={parsed.success ? undefined : "Use a whole number within the limits"}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = parse(setting, target.value);
        if (!next.success) return;
        const { flow, apply } = document.getState();
        apply({
          label: `Change “${label}”`,
          key: `setting ${setting}`,
          flow: changeSettings(flow, { [setting]: next.data }),
        });
      }}
      onBlur={() => setTyped(undefined)}
      {...(hint === undefined ? {} : { hint })}
      {...(suffix === undefined ? {} : { suffix })}
    />
  );
}

function parse(setting: NumberSettingProps["setting"], text: string) {
  return FlowSettings.shape[setting].safeParse(text.trim() === "" ? undefined : Number(text));
}
