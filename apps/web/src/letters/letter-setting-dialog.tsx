import { letterEndpoints, type LetterSetting } from "@fairflow/contract";
import { SelectField, SwitchField, TextArea, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { useRefreshLetters } from "./use-refresh-letters.ts";
import { clockTime, minuteOf } from "./when-next.ts";

export interface LetterSettingDialogProps {
  readonly setting: LetterSetting | null;
  readonly hasFolder: boolean;
  readonly zone: string | undefined;
  readonly onClose: () => void;
}

const MOST_FOOTER_LINES = 4;

/** How this house sends its letters. */
export function LetterSettingDialog(props: LetterSettingDialogProps) {
  const { setting, hasFolder, zone, onClose } = props;
  const refresh = useRefreshLetters();
  const [collects, setCollects] = useState(setting?.collects ?? true);
  const [at, setAt] = useState(
    setting?.closesAtMinute == null ? "" : clockTime(setting.closesAtMinute),
  );
  const [handsOver, setHandsOver] = useState<LetterSetting["handsOver"]>(
    setting?.handsOver ?? "desk",
  );
  const [name, setName] = useState(setting?.name ?? "");
  const [returnLine, setReturnLine] = useState(setting?.returnLine ?? "");
  const [footer, setFooter] = useState((setting?.footer ?? []).join("\n"));
  const [form, setForm] = useState<LetterSetting["window"]>(setting?.window ?? "A");
  const minute = minuteOf(at);
  const lines = footer
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const save = useMutation({
    mutationFn: () =>
      call(letterEndpoints.changeLetters, {
        body: {
          collects,
          closesAtMinute: minute ?? null,
          zone: setting?.zone ?? zone ?? "Africa/Johannesburg",
          handsOver,
          name,
          returnLine,
          footer: lines,
          window: form,
        },
      }),
    onSuccess: async () => {
      toast.success("Saved");
      onClose();
      await refresh();
    },
  });
  const problemOfTime =
    at !== "" && minute === undefined ? "Write a time such as 16:00, or nothing" : undefined;
  const missing =
    name.trim() === "" || returnLine.trim() === ""
      ? "Say who writes, and where a letter comes back to"
      : lines.length > MOST_FOOTER_LINES
        ? `At most ${MOST_FOOTER_LINES} lines stand at the foot`
        : problemOfTime;
  return (
    <FormDialog
      size="small"
      title="How letters are sent"
      action="Save"
      missing={missing}
      saving={save}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <SwitchField
        label="Letters wait for a batch"
        hint="Each is judged when the batch is made, not when its flow came to it."
        checked={collects}
        onChange={setCollects}
      />
      <TextField
        label="A batch is made each day at"
        hint="Leave it empty where people ask for one."
        value={at}
        placeholder="16:00"
        problem={problemOfTime}
        onChange={({ target }) => setAt(target.value)}
      />
      <SelectField
        label="The print house gets it by"
        value={handsOver}
        options={[
          { value: "desk", label: "Download here" },
          ...(hasFolder || handsOver === "folder"
            ? [{ value: "folder", label: "Its folder" }]
            : []),
        ]}
        onChange={(value) => setHandsOver(value === "folder" ? "folder" : "desk")}
      />
      <TextField
        label="Who writes"
        hint="Stands at the head of each letter."
        value={name}
        maxLength={120}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label="Return address, in one line"
        hint="Stands above the recipient in the window of the envelope."
        value={returnLine}
        maxLength={120}
        onChange={({ target }) => setReturnLine(target.value)}
      />
      <TextArea
        label="Foot of each page"
        hint="Registration, bank, how to reach you: at most four lines."
        rows={3}
        value={footer}
        onChange={({ target }) => setFooter(target.value)}
      />
      <SelectField
        label="Window of the envelopes"
        value={form}
        options={[
          { value: "A", label: "DIN 5008 A: 27 mm from the top" },
          { value: "B", label: "DIN 5008 B: 45 mm from the top" },
        ]}
        onChange={(value) => setForm(value === "B" ? "B" : "A")}
      />
    </FormDialog>
  );
}
