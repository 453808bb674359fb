import { endpoints, type ImportState } from "@fairflow/contract";
import { Button, Callout } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";

export interface AbsentQuestionProps {
  readonly state: ImportState;
}

/** A full file lacks accounts that are open here. Whether they are settled, only a person can say. */
export function AbsentQuestion({ state }: AbsentQuestionProps) {
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: (closeAbsent: boolean) =>
      call(endpoints.confirmImport, { params: { id: state.id }, body: { closeAbsent } }),
    onSuccess: (next) =>
      client.setQueryData(ask(endpoints.importState, { params: { id: state.id } }).queryKey, next),
  });
  const absent = formatCount(state.absent);
  const busy = confirm.isPending ? "Just a moment" : undefined;
  return (
    <div className="flex flex-col items-start gap-4">
      <Callout
        tone="warn"
        icon={<CircleHelp aria-hidden className="mt-0.5 size-4" />}
        title={`${absent} open accounts are not in this file`}
      >
        The {formatCount(state.good)} rows of the file are in. It was to list every open account:
        are the missing ones closed, or is the file not whole?
      </Callout>
      <WhyFailed error={confirm.error} />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" disabledReason={busy} onClick={() => confirm.mutate(false)}>
          Leave them open
        </Button>
        <Button kind="danger" disabledReason={busy} onClick={() => confirm.mutate(true)}>
          {`Close ${absent} accounts`}
        </Button>
      </div>
    </div>
  );
}
