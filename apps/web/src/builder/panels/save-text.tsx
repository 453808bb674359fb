import { useStore } from "zustand";
import type { Autosave, SaveState } from "../autosave.ts";
import { useZone } from "../../frame/use-zone.ts";
import { formatTime } from "../../server/format.ts";

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
      return `Saved ${formatTime(state.atMs, zone)} - draft ${state.revision}, not live`;
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
