import type { TimelineEntry } from "@fairflow/contract";
import type { Tone } from "@fairflow/ui";
import { clsx } from "clsx";
import {
  Ban,
  Banknote,
  ClipboardList,
  Clock,
  FileText,
  FileUp,
  Footprints,
  Gavel,
  Hand,
  Handshake,
  MessageSquareReply,
  Send,
  ShieldAlert,
  StickyNote,
  type LucideIcon,
} from "lucide-react";
import { formatTime } from "../server/format.ts";

export interface TimelineItemProps {
  readonly entry: TimelineEntry;
  readonly zone: string | undefined;
  /** Opens what the rules said of this attempt, or what the step decided upon. */
  readonly onWhy: (entry: TimelineEntry) => void;
}

const KINDS: Readonly<
  Record<TimelineEntry["kind"], { readonly Icon: LucideIcon; readonly tone: Tone }>
> = {
  step: { Icon: Footprints, tone: "neutral" },
  message: { Icon: Send, tone: "accent" },
  deferred: { Icon: Clock, tone: "hold" },
  refused: { Icon: Ban, tone: "bad" },
  payment: { Icon: Banknote, tone: "ok" },
  dispute: { Icon: ShieldAlert, tone: "hold" },
  promise: { Icon: Handshake, tone: "info" },
  hold: { Icon: Hand, tone: "hold" },
  reply: { Icon: MessageSquareReply, tone: "info" },
  task: { Icon: ClipboardList, tone: "info" },
  "legal-step": { Icon: Gavel, tone: "info" },
  note: { Icon: StickyNote, tone: "neutral" },
  record: { Icon: FileText, tone: "neutral" },
  import: { Icon: FileUp, tone: "neutral" },
};

const TONES: Readonly<Record<Tone, string>> = {
  neutral: "bg-sunken text-ink-2",
  accent: "bg-accent-soft text-accent",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  hold: "bg-hold-soft text-hold",
};

/** One thing that happened, with the message as it was sent and the rule that held or stopped it. */
export function TimelineItem({ entry, zone, onWhy }: TimelineItemProps) {
  const { Icon, tone } = KINDS[entry.kind];
  const hasWhy = entry.attemptId !== null || entry.kind === "step";
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className={clsx(
          "relative z-1 flex size-8 shrink-0 items-center justify-center rounded-full",
          TONES[tone],
        )}
      >
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{entry.title}</span>
          <time
            dateTime={new Date(entry.atMs).toISOString()}
            className="text-xs text-ink-3 tabular-nums"
          >
            {formatTime(entry.atMs, zone)}
          </time>
          {hasWhy && (
            <button
              type="button"
              aria-label={`Why? ${entry.title}`}
              onClick={() => onWhy(entry)}
              className="rounded text-xs font-medium text-accent underline-offset-2 hover:underline"
            >
              Why?
            </button>
          )}
        </p>
        {entry.detail !== null && <p className="text-sm text-ink-2">{entry.detail}</p>}
        {entry.rules.map(({ id, words, source }) => (
          <p
            key={id}
            className="mt-1.5 rounded-card border border-line bg-sunken px-3 py-2 text-sm text-ink"
          >
            {words}
            <span className="block text-xs text-ink-3">
              Rule {id}
              {source === null ? "" : `, ${source}`}
            </span>
          </p>
        ))}
        {entry.body !== null && (
          <blockquote className="mt-1.5 max-w-prose rounded-card border border-line px-3 py-2 text-sm break-words whitespace-pre-wrap text-ink">
            {entry.body}
          </blockquote>
        )}
        {entry.flow !== null && (
          <p className="mt-1 text-xs text-ink-3">
            {`${entry.flow.name}, version ${entry.flow.version}, step "${entry.flow.nodeName}"`}
          </p>
        )}
      </div>
    </li>
  );
}
