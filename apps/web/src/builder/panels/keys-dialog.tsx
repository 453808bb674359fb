import { Dialog, Keys, SwitchField } from "@fairflow/ui";
import { useState } from "react";
import { BUILDER_COMMANDS } from "../builder-commands.ts";
import { useBuilder, useUi } from "../builder-context.ts";
import { hasLetterKeys, setLetterKeys } from "../letter-keys.ts";

const OTHERS = [
  ["Arrow keys", "Walk to the step before, after or beside"],
  ["Ctrl+K", "Every command, every step and every flow, by name"],
  ["Ctrl+S", "Everything is saved as you go"],
  ["F6", "Next region: steps to add, canvas, settings, problems"],
] as const;

export function KeysDialog() {
  const { ui } = useBuilder();
  const isOpen = useUi((state) => state.keysOpen);
  const [letters, setLetters] = useState(hasLetterKeys);
  const commands = BUILDER_COMMANDS.flatMap(({ keys, title }) =>
    keys === undefined ? [] : [[keys, title] as const],
  );
  return (
    <Dialog
      open={isOpen}
      onClose={() => ui.getState().show({ keysOpen: false })}
      title="Keys of the builder"
      description="They work while the canvas or the outline has the focus, so that no field loses a letter to them."
      size="large"
    >
      <SwitchField
        label="Keys of one letter"
        hint="Switch them off if you dictate, or if keys are pressed by accident."
        checked={letters}
        onChange={(isOn) => {
          setLetterKeys(isOn);
          setLetters(isOn);
        }}
      />
      <dl className="mt-3 gap-x-10 pb-4 sm:columns-2">
        {[...OTHERS, ...commands].map(([keys, words]) => (
          <div key={words} className="flex break-inside-avoid items-baseline gap-3 py-1">
            <dt className="w-28 shrink-0 text-ink-2">
              <Keys keys={keys} />
            </dt>
            <dd className="text-base">{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
