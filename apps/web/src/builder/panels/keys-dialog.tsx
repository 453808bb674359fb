import { Dialog, Keys } from "@fairflow/ui";
import { useBuilder, useUi } from "../builder-context.ts";

const KEYS = [
  ["N or /", "Add a step after the selection"],
  ["Arrow keys", "Walk to the step before, after or beside"],
  ["Shift+Right, Shift+Left", "Select everything after, everything before"],
  ["Enter", "Open the settings; Esc comes back"],
  ["F2", "Rename"],
  ["Delete", "Delete, and join what is left"],
  ["Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"],
  ["Ctrl+C, X, V, D", "Copy, cut, paste, duplicate"],
  ["Ctrl+A", "Select all"],
  ["1, 0, +, -", "Fit the flow, full size, zoom in, zoom out"],
  ["Shift+Alt+T", "Tidy the layout"],
  ["Ctrl+M", "Minimap"],
  ["Ctrl+S", "Everything is saved as you go"],
  ["F6", "Next region: palette, canvas, settings, problems"],
  ["?", "This list"],
] as const;

export function KeysDialog() {
  const { ui } = useBuilder();
  const isOpen = useUi((state) => state.keysOpen);
  return (
    <Dialog
      open={isOpen}
      onClose={() => ui.getState().show({ keysOpen: false })}
      title="Keys on the canvas"
      description="They work while the canvas has the focus, so that no field loses a letter to them."
      size="medium"
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2 pb-4">
        {KEYS.map(([keys, words]) => (
          <div key={keys} className="contents">
            <dt className="text-ink-2">
              <Keys keys={keys} />
            </dt>
            <dd className="text-base">{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
