import type { SandboxMessage } from "@fairflow/contract";
import { clsx } from "clsx";
import { Mail, MailOpen } from "lucide-react";
import { useState } from "react";
import { formatInstant } from "../server/format.ts";
import { PayLink } from "./pay-link.tsx";

export interface InboxProps {
  readonly messages: readonly SandboxMessage[];
  readonly zone: string;
}

/** E-mails and letters, the newest first, with the one that is open beneath. */
export function Inbox({ messages, zone }: InboxProps) {
  const [chosen, setChosen] = useState<string | undefined>();
  const newest = messages.toReversed();
  const open = newest.find(({ id }) => id === chosen) ?? newest[0];
  return (
    <section
      aria-label="Inbox and letters"
      className="overflow-hidden rounded-card border border-line bg-surface"
    >
      <h3 className="border-b border-line px-4 py-3 text-sm font-semibold">Inbox and letters</h3>
      {newest.length === 0 && <p className="p-6 text-center text-sm text-ink-3">No mail yet.</p>}
      <ul className="max-h-44 overflow-y-auto">
        {newest.map((message) => (
          <li key={message.id}>
            <button
              type="button"
              aria-pressed={message.id === open?.id}
              onClick={() => setChosen(message.id)}
              className={clsx(
                "flex w-full items-center gap-3 px-4 py-2 text-left",
                message.id === open?.id ? "bg-accent-soft" : "hover:bg-sunken",
              )}
            >
              {message.channel === "email" ? (
                <Mail aria-label="E-mail" className="size-4 shrink-0 text-ink-3" />
              ) : (
                <MailOpen aria-label="Letter" className="size-4 shrink-0 text-ink-3" />
              )}
              <span className="min-w-0 flex-1 truncate font-medium">
                {message.subject ?? "Without a subject"}
              </span>
              <span className="shrink-0 text-xs text-ink-3">
                {formatInstant(message.atMs, zone)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <article className="border-t border-line p-5">
          <h4 className="mb-2 text-lg font-semibold">{open.subject}</h4>
          {open.html === null ? (
            <p className="max-w-prose break-words whitespace-pre-wrap">{open.text}</p>
          ) : (
            <iframe
              title={`The mail: ${open.subject ?? "without a subject"}`}
              sandbox=""
              srcDoc={open.html}
              // Mails are written for white, whatever colours this page has.
              className="h-112 w-full rounded-control border border-line bg-white scheme-light"
            />
          )}
          {open.payLink !== null && <PayLink url={open.payLink} />}
        </article>
      )}
    </section>
  );
}
