import type { TestRunView } from "@fairflow/contract";
import { Button, IconButton } from "@fairflow/ui";
import { Pause, Play, SkipForward, StepBack, StepForward, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { formatInstant } from "../../server/format.ts";
import { AnswerButtons } from "./answer-buttons.tsx";
import { cursorAt, cursorAtTime, nextEvent, type RunCursor } from "./run-cursor.ts";
import type { TestSetup } from "./test-setup.ts";

export interface TransportBarProps {
  readonly run: TestRunView;
  readonly cursor: RunCursor;
  readonly onMove: (cursor: RunCursor) => void;
  /** Whether a newer way is being worked out. */
  readonly isStale: boolean;
  readonly setup: TestSetup;
  readonly onChange: (setup: TestSetup) => void;
}

const PLAY_MS = 900;
const SCRUB_STEPS = 1_000;

export function stepOn({ moments }: TestRunView, { index }: RunCursor): RunCursor {
  return cursorAt(moments, index + 1);
}

/** Somebody who waits can still do something: so long after the last moment. */
const ROOM_MS = 14 * 86_400_000;

function isOver({ moments }: TestRunView): boolean {
  const status = moments.at(-1)?.stand.status;
  return status !== "active" && status !== "held";
}

function endOfSlider(run: TestRunView): number {
  const lastMs = run.moments.at(-1)?.atMs ?? run.startMs;
  return isOver(run) ? lastMs : Math.min(run.endMs, lastMs + ROOM_MS);
}

/** The virtual clock with what moves it, and what the person could do now. */
export function TransportBar({ run, cursor, onMove, isStale, setup, onChange }: TransportBarProps) {
  const [isPlaying, setPlaying] = useState(false);
  const { moments, startMs, zone } = run;
  const lastMs = endOfSlider(run);
  const isAtEnd = cursor.index >= moments.length - 1;
  const plays = isPlaying && !isAtEnd;
  // Outside React: the clock that shows one moment after another.
  useEffect(() => {
    if (!plays) return;
    const timer = setTimeout(() => onMove(stepOn(run, cursor)), PLAY_MS);
    return () => clearTimeout(timer);
  }, [plays, run, cursor, onMove]);
  const span = Math.max(1, lastMs - startMs);
  const atEnd = isAtEnd ? "This is the last moment" : undefined;
  const clock = formatInstant(cursor.clockMs, zone);

  return (
    <section
      aria-label="Virtual clock"
      className="flex shrink-0 flex-col gap-2 border-t border-line bg-surface px-3 py-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        <IconButton
          label="Back to the start"
          icon={<Undo2 className="size-4" />}
          disabledReason={cursor.index === 0 ? "This is the first moment" : undefined}
          onClick={() => onMove(cursorAt(moments, 0))}
        />
        <IconButton
          label="Back one step"
          icon={<StepBack className="size-4" />}
          disabledReason={cursor.index === 0 ? "This is the first moment" : undefined}
          onClick={() => onMove(cursorAt(moments, cursor.index - 1))}
        />
        <Button
          kind="primary"
          icon={<StepForward aria-hidden className="size-4" />}
          disabledReason={atEnd}
          onClick={() => onMove(stepOn(run, cursor))}
        >
          Step
          <kbd className="font-sans text-xs opacity-80">Space</kbd>
        </Button>
        <Button
          icon={<SkipForward aria-hidden className="size-4" />}
          disabledReason={atEnd}
          onClick={() => onMove(nextEvent(moments, cursor))}
        >
          Next event
        </Button>
        <IconButton
          label={plays ? "Pause" : "Play"}
          icon={plays ? <Pause className="size-4" /> : <Play className="size-4" />}
          disabledReason={atEnd}
          onClick={() => setPlaying(!plays)}
        />
        <p className="ml-auto flex items-baseline gap-2 text-sm tabular-nums" aria-live="off">
          <b className="font-semibold">{clock}</b>
          <span className="text-ink-3">
            {isStale ? "working it out" : `${cursor.index + 1} of ${moments.length}`}
          </span>
        </p>
      </div>
      <input
        type="range"
        aria-label="Time"
        aria-valuetext={clock}
        min={0}
        max={SCRUB_STEPS}
        value={Math.round(((cursor.clockMs - startMs) / span) * SCRUB_STEPS)}
        onChange={({ target }) => {
          const share = target.valueAsNumber / SCRUB_STEPS;
          onMove(
            share === 1 && isOver(run)
              ? cursorAt(moments, moments.length - 1)
              : cursorAtTime(moments, Math.round(startMs + share * span)),
          );
        }}
        className="h-4 w-full accent-accent"
      />
      <AnswerButtons run={run} cursor={cursor} setup={setup} onChange={onChange} />
    </section>
  );
}
