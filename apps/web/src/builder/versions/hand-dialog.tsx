import { endpoints, MIN_REASON } from "@fairflow/contract";
import { Button, Callout, Dialog, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { call } from "../../server/call.ts";
import { formatCount } from "../../server/format.ts";

export interface HandDialogProps {
  readonly flowId: string;
  readonly way: "enter" | "leave";
  readonly onClose: () => void;
}

const WORDS = {
  enter: {
    title: "Add people by hand",
    meaning:
      "They come in whether or not they fit its start, by its re-entry rule. The rules of contact hold for them as for all.",
    act: "Add them",
    done: "came in",
  },
  leave: {
    title: "Take people out by hand",
    meaning: "Their way ends where it stands, and what was planned for them is taken back.",
    act: "Take them out",
    done: "leave",
  },
} as const;

/** Takes accounts in or out, named by their references, with a reason. */
export function HandDialog({ flowId, way, onClose }: HandDialogProps) {
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const accounts = [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ""))];
  const words = WORDS[way];
  const move = useMutation({
    mutationFn: async () => {
      const input = { params: { id: flowId }, body: { accounts, reason: reason.trim() } };
      if (way === "enter") {
        const { entered, unknown } = await call(endpoints.enterByHand, input);
        return { count: entered, unknown };
      }
      const { left, unknown } = await call(endpoints.leaveByHand, input);
      return { count: left, unknown };
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [endpoints.versions.path] }),
  });
  const { data: moved } = move;
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.meaning}
      actions={
        moved === undefined ? (
          <>
            <Button onClick={onClose}>Not now</Button>
            <Button
              kind="primary"
              disabledReason={
                move.isPending
                  ? "Just a moment"
                  : accounts.length === 0
                    ? "Name an account"
                    : accounts.length > 500
                      ? "At most 500 at once"
                      : reason.trim().length < MIN_REASON
                        ? "Say why"
                        : undefined
              }
              onClick={() => move.mutate()}
            >
              {words.act}
            </Button>
          </>
        ) : (
          <Button kind="primary" onClick={onClose}>
            Close
          </Button>
        )
      }
    >
      {moved === undefined ? (
        <div className="flex flex-col gap-3">
          <TextArea
            label="Account references"
            hint="One a line, or with commas between."
            rows={4}
            autoFocus
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <TextArea
            label="Why"
            hint="It stands on the audit trail with your name."
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          <Callout tone={moved.count > 0 ? "ok" : "warn"}>
            {formatCount(moved.count)} of {formatCount(accounts.length)} {words.done}.
          </Callout>
          {moved.unknown.length > 0 && (
            <p className="text-sm text-ink-2">
              No single open account has: {moved.unknown.join(", ")}
            </p>
          )}
        </div>
      )}
      <WhyFailed error={move.error} className="mt-2" />
    </Dialog>
  );
}
