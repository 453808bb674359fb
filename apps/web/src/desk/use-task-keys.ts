import type { KeyboardEvent } from "react";

interface Keyed {
  readonly outcomes: readonly string[];
  readonly onOutcome: (outcome: string) => void;
}

const TYPED_IN = "input:not([type=checkbox]), textarea, select";
const CONTROLS = "button, summary, input, textarea, select";

/**
 * In an opened task: digits choose how it ended, a letter goes to or presses what carries it as `data-key`, and
 * Ctrl+Enter finishes, also from within the note.
 */
export function useTaskKeys({ outcomes, onOutcome }: Keyed) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const { target, key } = event;
    // The drawer is a portal in a portal: what rises out of it may come by twice, and what was handled is prevented.
    if (event.defaultPrevented || !(target instanceof Element)) return;
    const sheet = target.closest("[role=dialog]");
    const finishes = key === "Enter" && (event.ctrlKey || event.metaKey);
    if (sheet === null || event.altKey || ((event.ctrlKey || event.metaKey) && !finishes)) return;
    if (!finishes && target.matches(TYPED_IN)) return;
    const outcome = outcomes[Number(key) - 1];
    if (/^[1-9]$/.test(key) && outcome !== undefined) {
      event.preventDefault();
      onOutcome(outcome);
      return;
    }
    const name = finishes ? "Enter" : key.toLowerCase();
    if (!finishes && !/^[a-z]$/.test(name)) return;
    const keyed = sheet.querySelector(`[data-key="${name}"]`);
    const control = keyed?.matches(CONTROLS) ? keyed : keyed?.querySelector(CONTROLS);
    if (!(control instanceof HTMLElement)) return;
    event.preventDefault();
    control.focus();
    if (!control.matches(TYPED_IN)) control.click();
  };
}
