import type { TestMessage } from "@fairflow/contract";
import { Mail, MailOpen } from "lucide-react";
import { formatInstant } from "../../server/format.ts";

export interface MessageFrameProps {
  readonly message: TestMessage;
  readonly atMs: number;
  readonly zone: string;
}

/** A message as its phone, inbox or letter box would show it. */
export function MessageFrame({ message, atMs, zone }: MessageFrameProps) {
  const { channel, subject, body, templateName, language, smsParts } = message;
  const parts = smsParts === null ? "" : `, ${smsParts} ${smsParts === 1 ? "part" : "parts"}`;
  return (
    <figure className="flex flex-col gap-1.5">
      {channel === "sms" ? (
        <div className="mx-auto w-72 max-w-full rounded-[1.75rem] border-6 border-ink/85 bg-surface p-4">
          <p className="pb-2 text-center text-xs text-ink-3">{formatInstant(atMs, zone)}</p>
          <p className="max-w-[92%] rounded-2xl rounded-bl-sm bg-sunken px-3 py-2 text-base wrap-anywhere whitespace-pre-wrap">
            {body}
          </p>
        </div>
      ) : (
        <article className="overflow-hidden rounded-card border border-line bg-surface">
          <header className="flex items-center gap-2.5 border-b border-line bg-sunken px-3 py-2">
            {channel === "email" ? (
              <Mail aria-label="E-mail" className="size-4 shrink-0 text-ink-3" />
            ) : (
              <MailOpen aria-label="Letter" className="size-4 shrink-0 text-ink-3" />
            )}
            <span className="min-w-0 flex-1 text-sm font-medium wrap-anywhere">
              {subject ?? (channel === "letter" ? "Letter" : "Without a subject")}
            </span>
          </header>
          <p className="max-h-72 overflow-y-auto px-3 py-2.5 text-base wrap-anywhere whitespace-pre-wrap">
            {body}
          </p>
        </article>
      )}
      <figcaption className="text-center text-xs text-ink-3">
        {templateName} ({language}
        {parts}). Not sent.
      </figcaption>
    </figure>
  );
}
