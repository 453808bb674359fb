import { endpoints } from "@fairflow/contract";
import type { FlowExport } from "@fairflow/interpreter";
import { Button, Dialog, Skeleton, TextField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf, RequestFailed } from "../server/request-failed.ts";
import { savedIdFor } from "../builder/new-id.ts";
import { ClashQuestion } from "./clash-question.tsx";
import type { Example } from "./example-card.tsx";
import { FlowChoices } from "./flow-choices.tsx";
import { freeName } from "./free-name.ts";
import { clashesIn, underNewIds, usingOwn } from "./resolve-clashes.ts";

export interface NewFlowDialogProps {
  /** What was chosen before; undefined for an empty flow. */
  readonly startFrom?: Example | undefined;
  readonly onClose: () => void;
}

/** Makes a flow: from nothing, or from an example with its segments and templates. */
export function NewFlowDialog({ startFrom, onClose }: NewFlowDialogProps) {
  const gallery = useQuery(ask(endpoints.gallery, {}));
  const flows = useQuery(ask(endpoints.flows, {}));
  const [example, setExample] = useState(startFrom);
  const [typed, setTyped] = useState<string>();
  const client = useQueryClient();
  const navigate = useNavigate();
  const taken = flows.data?.map((flow) => flow.name) ?? [];
  const name = typed ?? (example === undefined ? "" : freeName(example.name, taken));
  const create = useMutation({
    mutationFn: (brought?: FlowExport) =>
      call(endpoints.createFlow, {
        body: {
          name: name.trim(),
          ...(brought === undefined ? {} : { from: brought, scenarios: example?.scenarios }),
        },
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
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
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
            {example === undefined ? "Make the flow" : "Use this flow"}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !create.isPending) create.mutate(example?.export);
        }}
      >
        <TextField
          label="Name"
          placeholder="As in: Early arrears"
          value={name}
          maxLength={120}
          autoFocus
          onChange={({ target }) => setTyped(target.value)}
        />
        <FlowChoices
          examples={gallery.data ?? []}
          chosen={example}
          onChoose={(chosen) => {
            create.reset();
            setExample(chosen);
          }}
        />
        {gallery.isPending && <Skeleton className="h-48" />}
        {gallery.isError && (
          <p className="text-sm text-ink-2">
            The flows to start from could not be loaded: {messageOf(gallery.error)}
          </p>
        )}
        {clashes.length > 0 && example !== undefined && (
          <ClashQuestion
            clashes={clashes}
            onUseOwn={() => create.mutate(usingOwn(example.export, clashes))}
            onRename={() => create.mutate(underNewIds(example.export, clashes, savedIdFor))}
          />
        )}
        {clashes.length === 0 && <WhyFailed error={create.error} />}
      </form>
    </Dialog>
  );
}
