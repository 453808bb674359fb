import { IconButton } from "@fairflow/ui";
import { clsx } from "clsx";
import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from "react";
import { useBuilder, useDocument, useIssues, useUi } from "../builder-context.ts";
import { useFocusStep } from "../canvas/use-focus-step.ts";
import { findInFlow, type Found, type FoundIn } from "./find-in-flow.ts";
import { pathsTo } from "./path-to-step.ts";

const WHERE: Readonly<Record<FoundIn, string>> = {
  name: "",
  kind: "Kind of step",
  sentence: "What it does",
  problem: "Problem",
  text: "Text",
  id: "Id",
};

/** Of the way to a step: the step before, and by which way out. */
const SHOWN_PARTS = 2;

/** Finds steps and notes by what they say, and goes from one to the next. */
export function FindBar() {
  const isOpen = useUi((state) => state.findOpen);
  return isOpen ? <OpenFindBar /> : null;
}

function OpenFindBar() {
  const { document, ui, view, library } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const problems = useIssues(({ byNode }) => byNode);
  const focusStep = useFocusStep();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const wanted = useDeferredValue(words);
  const found = useMemo(
    () => findInFlow({ flow, view, problems, library }, wanted),
    [flow, view, problems, library, wanted],
  );
  const pathTo = useMemo(() => pathsTo(flow, view), [flow, view]);
  const current = found.length === 0 ? 0 : at % found.length;

  const goTo = (index: number) => {
    if (found.length === 0) return;
    const next = (index + found.length) % found.length;
    setAt(next);
    const match = found[next];
    if (match === undefined) return;
    const { select } = document.getState();
    if (match.kind === "step") select([match.id]);
    else select([], [match.id]);
    ui.getState().show({ revealed: match.id });
  };
  const close = () => {
    ui.getState().show({ findOpen: false });
    const { cursor } = document.getState();
    if (cursor !== undefined) focusStep(cursor);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // What is typed here is for this field; no key of it may reach the canvas.
    event.stopPropagation();
    if (event.key === "Escape") close();
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    const match = found[current];
    const { selection, selectedNotes } = document.getState();
    const isThere =
      match?.kind === "step"
        ? selection.has(match.id)
        : match !== undefined && selectedNotes.has(match.id);
    goTo(isThere ? current + step : current);
  };

  return (
    // It takes the keys for the field and the buttons in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="search"
      aria-label="Find in this flow"
      onKeyDown={onKeyDown}
      className="absolute top-3 right-3 z-20 flex w-80 max-w-[calc(100%-1.5rem)] flex-col rounded-card border border-line bg-raised shadow-high"
    >
      <div className="flex items-center gap-1 p-1.5">
        <Search aria-hidden className="ml-1.5 size-4 shrink-0 text-ink-3" />
        <input
          autoFocus
          type="text"
          aria-label="Words to find"
          placeholder="Name, text, kind or problem"
          value={words}
          onChange={({ target }) => {
            setWords(target.value);
            setAt(0);
          }}
          className="h-8 min-w-0 flex-1 rounded-control bg-transparent px-1.5 text-base outline-none"
        />
        <span role="status" className="shrink-0 px-1 text-xs text-ink-3 tabular-nums">
          {wanted.trim() === ""
            ? ""
            : found.length === 0
              ? "Nothing"
              : `${current + 1} of ${found.length}`}
        </span>
        <IconButton
          label="The one before"
          keys="Shift+Enter"
          icon={<ChevronUp className="size-4" />}
          className="size-7!"
          onClick={() => goTo(current - 1)}
        />
        <IconButton
          label="The next one"
          keys="Enter"
          icon={<ChevronDown className="size-4" />}
          className="size-7!"
          onClick={() => goTo(current + 1)}
        />
        <IconButton
          label="Close"
          keys="Esc"
          icon={<X className="size-4" />}
          className="size-7!"
          onClick={close}
        />
      </div>
      {found.length > 0 && (
        <ul className="max-h-72 overflow-y-auto border-t border-line p-1">
          {found.map((match, index) => (
            <li key={`${match.kind} ${match.id}`}>
              <button
                type="button"
                aria-current={index === current || undefined}
                onClick={() => goTo(index)}
                className={clsx(
                  "flex w-full flex-col rounded-control px-2 py-1 text-left",
                  index === current ? "bg-accent-soft" : "hover:bg-sunken",
                )}
              >
                <span className="truncate text-base font-medium">{match.title}</span>
                <span className="truncate text-xs text-ink-2">{hintOf(match, pathTo)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The end of the way to a step, which tells it from others of its name, or the piece of text that was found. */
function hintOf(match: Found, pathTo: ReturnType<typeof pathsTo>): string {
  if (match.kind === "note") return match.excerpt;
  const where = WHERE[match.where];
  if (where !== "") return `${where}: ${match.excerpt}`;
  return pathTo(match.id).slice(0, -1).slice(-SHOWN_PARTS).join(" > ");
}
