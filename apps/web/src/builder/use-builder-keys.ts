import { flushSync } from "react-dom";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { toast } from "sonner";
import { reasonAgainstCommand } from "./builder-command.ts";
import { commandForChord } from "./builder-commands.ts";
import { useBuilder, type Builder } from "./builder-context.ts";
import { chordOf } from "./chord-of.ts";
import { copiedText, cutText, pasteText } from "./commands/clipboard.ts";
import { hasLetterKeys, isLetterKey } from "./letter-keys.ts";
import { useCommandReach } from "./use-command-reach.ts";

/**
 * The builder's keys, for the one element that the canvas or the outline is: never for the window, so that no field loses a
 * key to them.
 *
 * @param afterwards called after each command, to bring the focus back where the command took it away
 */
export function useBuilderKeys(afterwards: (root: HTMLElement) => void) {
  const builder = useBuilder();
  const reach = useCommandReach();

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || !isOurs(event) || isTyping(event.target)) return;
    const chord = chordOf(event);
    if (chord === "mod+s") {
      event.preventDefault();
      toast("Everything is saved as you go");
      return;
    }
    // A button keeps Enter for itself.
    if (event.key === "Enter" && event.target instanceof HTMLButtonElement) return;
    if (isLetterKey(chord) && !hasLetterKeys()) return;
    const command = commandForChord(chord);
    if (command === undefined) return;
    event.preventDefault();
    const reason = reasonAgainstCommand(builder, command);
    if (reason !== undefined) {
      builder.ui.getState().show({ announcement: reason });
      return;
    }
    // At once, since the next key needs to find the focus where it belongs.
    flushSync(() => command.run(reach));
    afterwards(event.currentTarget);
  };

  const onClipboard =
    (take: (builder: Builder) => string | undefined) => (event: ClipboardEvent<HTMLElement>) => {
      if (!isOurs(event) || isTyping(event.target) || hasTextSelected()) return;
      const text = flushSync(() => take(builder));
      if (text === undefined) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
      afterwards(event.currentTarget);
    };

  return {
    onKeyDown,
    onCopy: onClipboard(copiedText),
    onCut: onClipboard((here) =>
      here.document.getState().readOnly ? copiedText(here) : cutText(here),
    ),
    onPaste: (event: ClipboardEvent<HTMLElement>) => {
      if (!isOurs(event) || isTyping(event.target)) return;
      if (pasteText(builder, event.clipboardData.getData("text/plain"))) event.preventDefault();
    },
  };
}

/** React hands events of dialogs to what opened them; those are not the canvas's own. */
export function isOurs(event: {
  readonly currentTarget: Element;
  readonly target: EventTarget;
}): boolean {
  return event.target instanceof Node && event.currentTarget.contains(event.target);
}

export function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, .monaco-editor") !== null)
  );
}

function hasTextSelected(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}
