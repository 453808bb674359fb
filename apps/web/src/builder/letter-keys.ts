const KEY = "fairflow.letter-keys";

/** Whether keys of one letter work. Who dictates, or presses keys by accident, can do without them (WCAG 2.1.4). */
export function hasLetterKeys(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    // Storage is switched off: they work, as for everyone at first.
    return true;
  }
}

export function setLetterKeys(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? "on" : "off");
  } catch {
    // Storage is switched off: the choice cannot be kept.
  }
}

/** A chord of one sign, with nothing held. */
export function isLetterKey(chord: string): boolean {
  return chord.length === 1;
}
