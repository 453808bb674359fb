/** A key with what is held: of a keyboard event, no more than is needed to name it. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** As in `mod+shift+z`. Letters match whatever their case; a sign that needs Shift, as `?`, is itself. */
export function chordOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string {
  const name = key.toLowerCase();
  const isSign = name.length === 1 && !/[a-z0-9]/.test(name);
  const held = [
    ...(ctrlKey || metaKey ? ["mod"] : []),
    ...(shiftKey && !isSign ? ["shift"] : []),
    ...(altKey ? ["alt"] : []),
  ];
  return [...held, name].join("+");
}
