import { Button, TextArea } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { WhyFailed } from "../frame/why-failed.tsx";

export interface NoteFormProps {
  readonly label: string;
  readonly hint: string;
  /** The words of the button. */
  readonly action: string;
  /** What it starts with, until somebody types. */
  readonly draft?: string;
  readonly keep: (text: string) => Promise<unknown>;
  readonly onKept: () => Promise<void>;
}

/** Writes something down for colleagues. */
export function NoteForm({ label, hint, action, draft = "", keep, onKept }: NoteFormProps) {
  const [own, setOwn] = useState<string | undefined>();
  const text = own ?? draft;
  const save = useMutation({
    mutationFn: () => keep(text.trim()),
    onSuccess: async () => {
      setOwn("");
      await onKept();
    },
  });
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label={label}
        rows={2}
        maxLength={2000}
        hint={hint}
        value={text}
        onChange={({ target }) => setOwn(target.value)}
      />
      <WhyFailed error={save.error} />
      <Button
        className="self-start"
        disabledReason={text.trim() === "" ? "Write something first" : undefined}
        onClick={() => save.mutate()}
      >
        {action}
      </Button>
    </div>
  );
}
