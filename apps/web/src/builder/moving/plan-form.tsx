import { endpoints, MIN_REASON, type MovePreview } from "@fairflow/contract";
import { Button, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { call } from "../../server/call.ts";
import { formatCount } from "../../server/format.ts";
import { useUser } from "../../session/use-session.ts";

export interface PlanFormProps {
  readonly flowId: string;
  readonly from: number;
  readonly to: number;
  readonly preview: MovePreview;
  readonly isStale: boolean;
}

/** Why people are moved; the move is then there for somebody to start. */
export function PlanForm({ flowId, from, to, preview, isStale }: PlanFormProps) {
  const { role } = useUser();
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const navigate = useNavigate();
  const plan = useMutation({
    mutationFn: () =>
      call(endpoints.planMove, {
        params: { id: flowId },
        body: { from, to, map: preview.map, reason: reason.trim() },
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [endpoints.moves.path] });
      await navigate({ to: "/flows/$id/moving", params: { id: flowId }, search: { move: id } });
    },
  });
  const { totals } = preview;
  const acting =
    (totals.moves ?? 0) + (totals.begins ?? 0) + (totals.leaves ?? 0) + (totals["hand-over"] ?? 0);
  const undecided = totals.undecided ?? 0;
  const refusal =
    role !== "editor" && role !== "admin"
      ? "Editors and admins plan moves"
      : plan.isPending
        ? "Just a moment"
        : isStale
          ? "Working out what this means"
          : undecided > 0
            ? `${formatCount(undecided)} ${undecided === 1 ? "person needs" : "people need"} a decision first`
            : preview.problems.length > 0
              ? "Some steps lead nowhere"
              : acting === 0
                ? "Nobody would be moved"
                : reason.trim().length < MIN_REASON
                  ? "Say why"
                  : undefined;
  return (
    <form
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (refusal === undefined) plan.mutate();
      }}
    >
      <TextArea
        label="Why they are moved"
        hint="It stands on the audit trail with your name. Somebody else starts the move where four eyes are asked for."
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button kind="primary" type="submit" className="self-start" disabledReason={refusal}>
        {acting === 0 ? "Plan this move" : `Plan this move of ${formatCount(acting)}`}
      </Button>
      <WhyFailed error={plan.error} />
    </form>
  );
}
