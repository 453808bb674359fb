import { Channel } from "@fairflow/template";
import { Button, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { savedIdFor } from "../builder/new-id.ts";
import { CHANNEL_NAMES } from "./template-words.ts";

export interface NewTemplateDialogProps {
  readonly onClose: () => void;
}

/** Names a new template and says how it goes out, which never changes. Nothing is saved yet. */
export function NewTemplateDialog({ onClose }: NewTemplateDialogProps) {
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [channel, setChannel] = useState<Channel>("email");
  const begin = () =>
    void navigate({
      to: "/templates/$id",
      params: { id: savedIdFor(name) },
      search: { new: channel, name: name.trim() },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title="New template"
      description="What must be said is in it already."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={name.trim() === "" ? "Give the template a name" : undefined}
            onClick={begin}
          >
            Begin
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") begin();
        }}
      >
        <TextField
          label="Name"
          value={name}
          maxLength={200}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label="Channel"
          value={channel}
          options={Channel.options.map((value) => ({ value, label: CHANNEL_NAMES[value] }))}
          onChange={(value) => setChannel(Channel.parse(value))}
        />
      </form>
    </Dialog>
  );
}
