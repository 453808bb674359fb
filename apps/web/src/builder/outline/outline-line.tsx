import type { ExitRef, NodeId } from "@fairflow/flow";
import { clsx } from "clsx";
import {
  ChevronDown,
  ChevronRight,
  CircleAlert,
  CornerDownRight,
  Plus,
  StickyNote,
} from "lucide-react";
import { useBuilder, useDocument, useIssues, useStepView, useUi } from "../builder-context.ts";
import { DisabledBadge } from "../canvas/disabled-badge.tsx";
import { StepName } from "../canvas/step-name.tsx";
import { CommentBadge } from "../comments/comment-badge.tsx";
import { nextPlace } from "../commands/insert-step.ts";
import { LiveLine } from "../live/live-line.tsx";
import { StepIcon } from "../step-icon.tsx";
import type { OutlineRow } from "./outline-rows.ts";

export interface OutlineLineProps {
  readonly row: OutlineRow;
  /** Where it stands, from the top of the outline. */
  readonly top: number;
  /** Whether it is the one line that Tab reaches. */
  readonly isActive: boolean;
  readonly onChoose: (row: OutlineRow, how: "only" | "more") => void;
  readonly onFold: (key: string, isClosed: boolean) => void;
  readonly onGoTo: (id: NodeId) => void;
}

export function OutlineLine({ row, top, isActive, onChoose, onFold, onGoTo }: OutlineLineProps) {
  const { item, level, position, setSize, isOpen } = row;
  const isSelected = useDocument(({ selection, selectedExits, selectedNotes }) => {
    if (item.kind === "step") return selection.has(item.id);
    if (item.kind === "note") return selectedNotes.has(item.id);
    return item.kind === "exit" && item.exits.some((exit) => isAmong(selectedExits, exit));
  });
  const hasChildren = item.children.length > 0;
  return (
    // The tree takes the keys for all its lines.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="treeitem"
      tabIndex={isActive ? 0 : -1}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? isOpen : undefined}
      data-row={item.key}
      onClick={(event) => {
        event.currentTarget.focus();
        if (item.kind === "link") onGoTo(item.to);
        else onChoose(row, event.shiftKey || event.ctrlKey || event.metaKey ? "more" : "only");
      }}
      style={{ top, paddingLeft: `calc(4px + ${level - 1} * var(--indent))` }}
      className={clsx(
        "group/line absolute inset-x-2 flex h-9 cursor-default items-center gap-2 rounded-control pr-2 outline-offset-[-2px]",
        isSelected ? "bg-accent-soft" : "hover:bg-sunken",
      )}
    >
      {hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onFold(item.key, isOpen);
          }}
          className="flex size-6 shrink-0 items-center justify-center rounded-control text-ink-3 hover:bg-sunken"
        >
          {isOpen ? <ChevronDown className="size-4" /> : <ChevronRight className="size-4" />}
        </button>
      ) : (
        <span className="size-6 shrink-0" />
      )}
      {item.kind === "step" && <StepWords id={item.id} />}
      {item.kind === "exit" && <ExitWords exits={item.exits} to={item.to} />}
      {item.kind === "link" && <LinkWords to={item.to} />}
      {item.kind === "note" && <NoteWords id={item.id} />}
    </div>
  );
}

function StepWords({ id }: { readonly id: NodeId }) {
  const builder = useBuilder();
  const view = useStepView(id);
  const problems = useIssues(({ byNode }) => byNode.get(id)?.length ?? 0);
  const isRenaming = useUi(({ renaming }) => renaming === id);
  const readOnly = useDocument((state) => state.readOnly);
  if (view === undefined) return null;
  return (
    <>
      <span
        data-family={view.family}
        className="family-tile flex size-6 shrink-0 items-center justify-center rounded-md"
      >
        <StepIcon type={view.type} className="size-4" />
      </span>
      {isRenaming ? (
        <StepName id={id} view={view} />
      ) : (
        <span className="min-w-20 flex-1 truncate text-base">
          <span
            className={clsx(
              "font-medium",
              view.isDisabled ? "text-ink-3 line-through" : "text-ink",
            )}
          >
            {view.title}
          </span>
          <span className="sr-only">:</span>{" "}
          <span className={clsx("pl-2", view.isDisabled ? "text-ink-3" : "text-ink-2")}>
            {view.sentence}
          </span>
        </span>
      )}
      {view.isDisabled && <DisabledBadge />}
      {builder.hasNumbers && <LiveLine view={view} />}
      {!builder.hasNumbers && problems > 0 && (
        <span className="inline-flex shrink-0 items-center gap-1 text-xs font-medium text-bad">
          <CircleAlert aria-hidden className="size-3.5" />
          {problems === 1 ? "1 problem" : `${problems} problems`}
        </span>
      )}
      <CommentBadge nodes={[id]} />
      {!readOnly && view.exits.length > 0 && (
        <AddButton
          title={view.title}
          onAdd={() => {
            const { flow } = builder.document.getState();
            builder.ui.getState().show({ quickAdd: nextPlace(flow, builder.view, id, false) });
          }}
        />
      )}
    </>
  );
}

interface ExitWordsProps {
  readonly exits: readonly ExitRef[];
  readonly to: NodeId | undefined;
}

function ExitWords({ exits, to }: ExitWordsProps) {
  const { ui, view } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const readOnly = useDocument((state) => state.readOnly);
  const [after, ...also] = exits;
  const known = after === undefined ? [] : (view(flow, after.from)?.exits ?? []);
  const label = exits
    .map(({ exit }) => known.find(({ id }) => id === exit)?.label ?? exit)
    .join(" / ");
  return (
    <>
      <span className="min-w-0 flex-1 truncate text-base text-ink-2">
        <span className="inline-block max-w-full truncate rounded-full border border-line bg-surface px-2 align-middle text-sm leading-5">
          {label}
        </span>
        {to === undefined && <span className="pl-2 text-warn">leads nowhere yet</span>}
      </span>
      {!readOnly && after !== undefined && (
        <AddButton title={label} onAdd={() => ui.getState().show({ quickAdd: { after, also } })} />
      )}
    </>
  );
}

function LinkWords({ to }: { readonly to: NodeId }) {
  const title = useStepView(to)?.title ?? to;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-base text-ink-3">
      <CornerDownRight aria-hidden className="size-4 shrink-0" />
      <span className="truncate">goes on at {title}</span>
    </span>
  );
}

function NoteWords({ id }: { readonly id: string }) {
  const text = useDocument(({ flow }) => flow.notes.find((note) => note.id === id)?.text ?? "");
  return (
    <span className="flex min-w-0 items-center gap-2 text-base text-ink-2">
      <StickyNote aria-hidden className="size-4 shrink-0" />
      <span className="truncate">Note: {text === "" ? "empty" : text}</span>
    </span>
  );
}

interface AddButtonProps {
  readonly title: string;
  readonly onAdd: () => void;
}

/** For the pointer; the keyboard has N on the line itself. */
function AddButton({ title, onAdd }: AddButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={`Add a step after ${title}`}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onAdd();
      }}
      className="flex size-6 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface text-ink-2 opacity-0 group-hover/line:opacity-100 hover:border-accent max-lg:opacity-100 pointer-coarse:opacity-100 hover:text-accent"
    >
      <Plus aria-hidden className="size-3.5" />
    </button>
  );
}

function isAmong(refs: readonly ExitRef[], { from, exit }: ExitRef): boolean {
  return refs.some((ref) => ref.from === from && ref.exit === exit);
}
