import { endpoints, type SandboxMessage } from "@fairflow/contract";
import { useMutation } from "@tanstack/react-query";
import { clsx } from "clsx";
import { SendHorizontal } from "lucide-react";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { PayLink } from "./pay-link.tsx";

export interface PhoneProps {
  readonly debtorId: string;
  readonly messages: readonly SandboxMessage[];
  readonly zone: string;
  /** Absent where what is shown is real: then only the debtor answers. */
  readonly onDone: (() => void) | undefined;
}

/** The debtor's phone: what came by SMS, and a field to answer in. */
const UNDERSTOOD = {
  "opted-out": "Understood as STOP: this number gets no more messages",
  "opted-in": "Understood as START: this number may be written to again",
  help: "Understood as HELP: a person answers",
  paused: "A person reads it first; contact pauses until then",
  replied: "Sent as their answer",
} as const;

export function Phone({ debtorId, messages, zone, onDone }: PhoneProps) {
  const [text, setText] = useState("");
  const reply = useMutation({
    mutationFn: (answer: string) =>
      call(endpoints.sandboxReply, {
        params: { id: debtorId },
        body: { channel: "sms", text: answer },
      }),
    onSuccess: ({ understoodAs }) => {
      setText("");
      toast.success(UNDERSTOOD[understoodAs]);
      onDone?.();
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") reply.mutate(text.trim());
  };
  return (
    <section
      aria-label="Phone"
      className="flex h-[38rem] w-80 shrink-0 flex-col overflow-hidden rounded-[2rem] border-6 border-ink/85 bg-surface"
    >
      <h3 className="border-b border-line px-4 py-3 text-center text-sm font-semibold">Messages</h3>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
        {messages.length === 0 && (
          <p className="m-auto text-center text-sm text-ink-3">No message yet.</p>
        )}
        {messages.map((message) => (
          <div
            key={message.id}
            className={clsx(
              "max-w-[88%] rounded-2xl px-3 py-2 text-base break-words",
              message.direction === "out"
                ? "self-start rounded-bl-sm bg-sunken"
                : "self-end rounded-br-sm bg-accent text-on-accent",
            )}
          >
            <p className="whitespace-pre-wrap">{message.text}</p>
            {message.payLink !== null && <PayLink url={message.payLink} />}
            <p className="mt-1 text-[0.6875rem] opacity-70">{formatInstant(message.atMs, zone)}</p>
          </div>
        ))}
        {/* A new one for each message, so that it comes into view. */}
        <div key={messages.length} ref={showEnd} />
      </div>
      {onDone !== undefined && (
        <form onSubmit={submit} className="flex flex-col gap-2 border-t border-line p-3">
          <div className="flex flex-wrap gap-1.5">
            {["STOP", "I will pay on Friday"].map((answer) => (
              <button
                key={answer}
                type="button"
                onClick={() => reply.mutate(answer)}
                className="rounded-full border border-line-strong/60 px-2.5 text-xs leading-6 text-ink-2 hover:bg-sunken"
              >
                {answer}
              </button>
            ))}
          </div>
          <div className="flex gap-2">
            <input
              aria-label="Answer"
              value={text}
              placeholder="Answer"
              maxLength={2_000}
              onChange={({ target }) => setText(target.value)}
              className="h-9 min-w-0 flex-1 rounded-full border border-line-strong/60 bg-surface px-3.5 text-base"
            />
            <button
              type="submit"
              aria-label="Send the answer"
              disabled={reply.isPending || text.trim() === ""}
              className="flex size-9 items-center justify-center rounded-full bg-accent text-on-accent disabled:opacity-50"
            >
              <SendHorizontal aria-hidden className="size-4" />
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

function showEnd(end: HTMLElement | null): void {
  end?.scrollIntoView({ block: "nearest" });
}
