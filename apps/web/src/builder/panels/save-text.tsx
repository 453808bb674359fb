import { useStore } from "zustand";
import type { Autosave, SaveState } from "../autosave.ts";
import { useZone } from "../../frame/use-zone.ts";
import { formatDay, formatInstant, formatTime } from "../../server/format.ts";

export interface SaveTextProps {
  readonly autosave: Autosave;
  readonly readOnly: boolean;
}

/** Where the draft stands: saved and when, on its way, or kept in this browser. */
export function SaveText({ autosave, readOnly }: SaveTextProps) {
  const state = useStore(autosave.state);
  const zone = useZone();
  const isBad = state.kind === "waiting" || state.kind === "refused" || state.kind === "conflict";
  return (
    <p
      role="status"
      className={`truncate text-xs leading-4 ${isBad ? "font-medium text-warn" : "text-ink-3"}`}
    >
      {readOnly ? "You can look at this draft; editors and admins change it" : textOf(state, zone)}
    </p>
  );
}

function textOf(state: SaveState, zone: string | undefined): string {
  switch (state.kind) {
    case "saved":
      return `Saved ${savedWhen(state.atMs, zone)} - draft ${state.revision}, not live`;
    case "changed":
      return "Changed";
    case "saving":
      return "Saving";
    case "waiting":
      return "Offline: your changes are kept in this browser";
    case "refused":
      return `Not saved: ${state.message}`;
    case "conflict":
      return "Someone else changed this draft";
  }
}

/** Of today the time is enough. */
function savedWhen(ms: number, zone: string | undefined): string {
  const isToday = formatDay(ms, zone) === formatDay(Date.now(), zone);
  return isToday ? formatTime(ms, zone) : formatInstant(ms, zone);
}
