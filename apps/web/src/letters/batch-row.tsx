import type { LetterBatch } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { Download } from "lucide-react";
import { useState } from "react";
import { formatCount, formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { HandOverDialog } from "./hand-over-dialog.tsx";

const STATES = {
  filling: { label: "Being made", tone: "info" },
  closed: { label: "Ready to hand over", tone: "warn" },
  handed_over: { label: "Handed over", tone: "ok" },
} as const;

/** Nobody's letter could go. */
const NOTHING = { label: "Nothing to send", tone: "neutral" } as const;

export interface BatchRowProps {
  readonly batch: LetterBatch;
  readonly zone: string | undefined;
}

/** One batch with what became of its letters, and what may be done with it. */
export function BatchRow({ batch, zone }: BatchRowProps) {
  const { role } = useUser();
  const [isHandingOver, setIsHandingOver] = useState(false);
  const { id, status, begunAtMs, handedOverAtMs, letters } = batch;
  const { label, tone } = status !== "filling" && letters === 0 ? NOTHING : STATES[status];
  const isReady = status !== "filling" && letters > 0 && role !== "manager";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <span className="min-w-0 flex-1">
        <span className="block font-medium">
          {formatCount(letters)} {letters === 1 ? "letter" : "letters"}
        </span>
        <span className="block text-sm text-ink-2 tabular-nums">
          {formatInstant(begunAtMs, zone)}
          {batch.begunBy === null ? ", at its hour" : ", by hand"}
          {handedOverAtMs === null ? "" : `; handed over ${formatInstant(handedOverAtMs, zone)}`}
        </span>
        <Aside batch={batch} />
      </span>
      <Badge tone={tone}>{label}</Badge>
      {isReady && (
        <a
          href={`/api/letters/batches/${id}/files`}
          download
          className="inline-flex items-center gap-1.5 rounded-control border border-line-strong px-3 py-1.5 text-sm font-medium hover:bg-sunken"
        >
          <Download aria-hidden className="size-4" />
          Download
        </a>
      )}
      {isReady && status === "closed" && (
        <Button kind="primary" onClick={() => setIsHandingOver(true)}>
          It has left the house
        </Button>
      )}
      {isHandingOver && <HandOverDialog id={id} onClose={() => setIsHandingOver(false)} />}
    </li>
  );
}

/** What is not as it should be. */
function Aside({ batch: { unprintable, takenOut, returned } }: { readonly batch: LetterBatch }) {
  const parts = [
    unprintable === 0 ? undefined : `${formatCount(unprintable)} could not be printed`,
    takenOut === 0 ? undefined : `${formatCount(takenOut)} taken out`,
    returned === 0 ? undefined : `${formatCount(returned)} came back`,
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return null;
  return <span className="block text-sm text-ink-2">{parts.join(", ")}</span>;
}
