import { Search } from "lucide-react";
import { useEffect, useState } from "react";

export interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

const REST_MS = 300;

/** Searches when one stops typing. */
export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value);
  // Outside React: the clock that says that typing has stopped.
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <label className="relative block w-96 max-w-full">
      <span className="sr-only">{label}</span>
      <Search aria-hidden className="absolute top-2.5 left-2.5 size-4 text-ink-3" />
      <input
        type="search"
        value={text}
        placeholder={label}
        maxLength={200}
        onChange={({ target }) => setText(target.value)}
        className="h-9 w-full rounded-control border border-line-strong/70 bg-surface pr-3 pl-8.5 text-base"
      />
    </label>
  );
}
