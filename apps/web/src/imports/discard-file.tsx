import { endpoints } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";

export interface DiscardFileProps {
  readonly id: string;
}

/** Deletes a file that nobody wants to import after all, before the day for which it would wait is over. */
export function DiscardFile({ id }: DiscardFileProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const discard = useMutation({
    mutationFn: () => call(endpoints.cancelImport, { params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [endpoints.imports.path] });
      toast.success("The file is deleted. Nothing of it was taken.");
      await navigate({ to: "/imports" });
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <p className="mt-6 flex flex-wrap items-center gap-3 text-sm text-ink-3">
      The file waits here for three days.
      <Button
        kind="quiet"
        disabledReason={discard.isPending ? "Deleting" : undefined}
        onClick={() => discard.mutate()}
      >
        <Trash2 aria-hidden className="size-4" /> Discard this file
      </Button>
    </p>
  );
}
