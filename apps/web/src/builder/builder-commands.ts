import type { BuilderCommand } from "./builder-command.ts";
import { STEP_COMMANDS } from "./commands/step-commands.ts";
import { VIEW_COMMANDS } from "./commands/view-commands.ts";

/** Every command of the builder, once: the keys, the command palette and the list of keys all read it. */
export const BUILDER_COMMANDS: readonly BuilderCommand[] = [...STEP_COMMANDS, ...VIEW_COMMANDS];

const BY_CHORD = new Map(
  BUILDER_COMMANDS.flatMap((command) =>
    (command.chords ?? []).map((chord) => [chord, command] as const),
  ),
);

export function commandForChord(chord: string): BuilderCommand | undefined {
  return BY_CHORD.get(chord);
}
