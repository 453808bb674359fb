import { useRef } from "react";

export interface InlineNameProps {
  readonly label: string;
  readonly name: string;
  readonly placeholder: string;
  readonly onSave: (name: string) => void;
  readonly onEnd: () => void;
}

/** A name that is typed where it stands: Enter keeps it, Escape leaves it as it was. */
export function InlineName({ label, name, placeholder, onSave, onEnd }: InlineNameProps) {
  const isOver = useRef(false);
  const end = (typed: string | undefined) => {
    if (isOver.current) return;
    isOver.current = true;
    if (typed !== undefined && typed !== name) onSave(typed);
    onEnd();
  };
  return (
    <input
      autoFocus
      aria-label={label}
      defaultValue={name}
      placeholder={placeholder}
      maxLength={120}
      onFocus={({ target }) => target.select()}
      onBlur={({ target }) => end(target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") end(event.currentTarget.value);
        if (event.key === "Escape") end(undefined);
      }}
      className="nodrag nopan pointer-events-auto w-full min-w-0 rounded-control border border-accent bg-surface px-1 text-sm font-semibold text-ink"
    />
  );
}
