import { disputeEndpoints, type DisputeDetail } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { formatInstant } from "../server/format.ts";

export interface LetterPreviewProps {
  readonly dispute: DisputeDetail;
  /** As they are being written. */
  readonly words: string;
}

const CHANNELS = { email: "By e-mail", letter: "By letter", sms: "By SMS" } as const;
const SOON_MS = 60_000;

/** What the debtor would get, and how and when it would reach them. */
export function LetterPreview({ dispute, words }: LetterPreviewProps) {
  const zone = useZone();
  // How it goes does not depend on how it is decided.
  const { data, dataUpdatedAt } = useQuery(
    ask(disputeEndpoints.previewDecision, {
      params: { id: dispute.id },
      query: { decision: "rejected" },
    }),
  );
  if (data === undefined) return null;
  const { channel, goesAtMs, subject } = data.answer;
  const isLater = goesAtMs !== null && goesAtMs - dataUpdatedAt > SOON_MS;
  return (
    <section
      aria-label="The message to them"
      className="flex flex-col gap-1 rounded-control border border-line px-3 py-2"
    >
      <p
        className={
          channel === null || goesAtMs === null ? "text-sm text-warn" : "text-sm text-ink-3"
        }
      >
        {channel === null
          ? "No address of theirs may be written to: the decision stands, and they have to be told in another way."
          : goesAtMs === null
            ? `${CHANNELS[channel]}, but the rules let it go at no time: they have to be told in another way.`
            : `${CHANNELS[channel]}, ${isLater ? `from ${formatInstant(goesAtMs, zone)}` : "at once"}`}
      </p>
      {channel !== null && channel !== "sms" && (
        <p className="text-base font-semibold">{subject}</p>
      )}
      <p className="text-base whitespace-pre-line text-ink-2">
        {words.trim() === "" ? "What you write above." : words.trim()}
      </p>
    </section>
  );
}
