export interface KeysProps {
  /** As in `Ctrl+Shift+Z`. */
  readonly keys: string;
}

export function Keys({ keys }: KeysProps) {
  return (
    <kbd className="rounded border border-current/35 px-1 font-sans text-[0.6875rem] leading-4 whitespace-nowrap">
      {keys}
    </kbd>
  );
}
