import { endpoints } from "@fairflow/contract";
import type { FlowExport } from "@fairflow/interpreter";
import { Button, Dialog, Skeleton, TextField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { FilePlus, LayoutTemplate } from "lucide-react";
import { useState } from "react";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf, RequestFailed } from "../server/request-failed.ts";
import { savedIdFor } from "../builder/new-id.ts";
import { ClashQuestion } from "./clash-question.tsx";
import { clashesIn, underNewIds, usingOwn } from "./resolve-clashes.ts";

export interface NewFlowDialogProps {
  readonly onClose: () => void;
}

const EMPTY = "empty";

/** Makes a flow: from nothing, or from an example with its segments and templates. */
export function NewFlowDialog({ onClose }: NewFlowDialogProps) {
  const gallery = useQuery(ask(endpoints.gallery, {}));
  const [from, setFrom] = useState(EMPTY);
  const [typed, setTyped] = useState<string | undefined>();
  const client = useQueryClient();
  const navigate = useNavigate();
  const example = gallery.data?.find(({ id }) => id === from);
  const name = typed ?? example?.name ?? "";
  const create = useMutation({
    mutationFn: (brought?: FlowExport) =>
      call(endpoints.createFlow, {
        body: { name: name.trim(), ...(brought === undefined ? {} : { from: brought }) },
      }),
    onSuccess: async ({ id }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: [endpoints.flows.path] }),
        client.invalidateQueries({ queryKey: [endpoints.library.path] }),
      ]);
      await navigate({ to: "/flows/$id", params: { id } });
    },
  });
  const clashes = create.error instanceof RequestFailed ? clashesIn(create.error.details) : [];
  const choices = [
    {
      id: EMPTY,
      name: "Empty",
      description: "Draw it step by step.",
      Icon: FilePlus,
    },
    ...(gallery.data ?? []).map((each) => ({ ...each, Icon: LayoutTemplate })),
  ];
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title="New flow"
      description="Nothing is sent to anyone until it is published."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={
              create.isPending ? "Just a moment" : name.trim() === "" ? "Give it a name" : undefined
            }
            onClick={() => create.mutate(example?.export)}
          >
            Make the flow
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label="Name"
          placeholder="As in: Early arrears"
          value={name}
          maxLength={120}
          autoFocus
          onChange={({ target }) => setTyped(target.value)}
        />
        <div role="radiogroup" aria-label="Start from" className="flex flex-col gap-2">
          <p className="text-sm font-medium text-ink-2">Start from</p>
          {choices.map(({ id, name: title, description, Icon }) => (
            <button
              key={id}
              type="button"
              role="radio"
              aria-checked={from === id}
              onClick={() => setFrom(id)}
              className={clsx(
                "flex items-start gap-3 rounded-card border p-3 text-left",
                from === id ? "border-accent bg-accent-soft" : "border-line hover:bg-sunken",
              )}
            >
              <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
              <span>
                <span className="block text-base font-medium">{title}</span>
                <span className="block text-sm text-ink-2">{description}</span>
              </span>
            </button>
          ))}
          {gallery.isPending && <Skeleton className="h-16" />}
          {gallery.isError && (
            <p className="text-sm text-ink-2">
              The examples could not be loaded: {messageOf(gallery.error)}
            </p>
          )}
        </div>
        {clashes.length > 0 && example !== undefined && (
          <ClashQuestion
            clashes={clashes}
            onUseOwn={() => create.mutate(usingOwn(example.export, clashes))}
            onRename={() => create.mutate(underNewIds(example.export, clashes, savedIdFor))}
          />
        )}
        {create.isError && clashes.length === 0 && (
          <p role="alert" className="text-sm text-bad">
            {messageOf(create.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
