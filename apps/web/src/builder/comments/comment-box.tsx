import { commentEndpoints, type Colleague } from "@fairflow/contract";
import { Button, TextArea } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { useStore } from "zustand";
import { ask } from "../../server/ask.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useUser } from "../../session/use-session.ts";
import { useBuilder } from "../builder-context.ts";
import { ColleagueList } from "./colleague-list.tsx";
import { colleaguesLike, mentionedIn, typedMention } from "./mentions.ts";

const MOST_OFFERED = 6;

export interface CommentBoxProps {
  /** The step or the thread that it is for: what is typed is kept for it while the builder is open. */
  readonly about: string;
  readonly label: string;
  /** The words of the button. */
  readonly action: string;
  /** Somebody asked for it: it takes the focus. */
  readonly isAsked: boolean;
  readonly send: (said: { readonly text: string; readonly mentions: string[] }) => Promise<unknown>;
  readonly onSent: () => void;
}

/** Somewhere to say something; an @ offers the names of colleagues. */
export function CommentBox({ about, label, action, isAsked, send, onSent }: CommentBoxProps) {
  const { id: me } = useUser();
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { comments } = useBuilder();
  const text = useStore(comments, ({ unsent }) => unsent.get(about) ?? "");
  const setText = (words: string) =>
    comments.setState(({ unsent }) => ({ unsent: new Map(unsent).set(about, words) }));
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  /** Where the @ stands whose offer was refused. */
  const [refusedAt, setRefusedAt] = useState<number>();
  const { data: colleagues = [] } = useQuery({
    ...ask(commentEndpoints.colleagues, {}),
    staleTime: 60_000,
  });
  const others = colleagues.filter(({ id }) => id !== me);
  const sending = useMutation({
    mutationFn: () =>
      send({ text: text.trim(), mentions: mentionedIn(text, others).map(({ id }) => id) }),
    onSuccess: () => {
      setText("");
      onSent();
    },
  });
  // Outside React: the focus of the page.
  useEffect(() => {
    if (isAsked) area.current?.focus();
  }, [isAsked]);
  const typed = typedMention(text, caret);
  const offered =
    typed === undefined || typed.at === refusedAt
      ? []
      : colleaguesLike(others, typed.words).slice(0, MOST_OFFERED);
  const marked = Math.min(chosen, offered.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  const take = ({ name }: Colleague) => {
    if (typed === undefined) return;
    const after = `${text.slice(0, typed.at)}@${name} `;
    // At once, since the next key may follow before the next frame.
    flushSync(() => {
      setText(after + text.slice(caret));
      setCaret(after.length);
      setChosen(0);
    });
    area.current?.setSelectionRange(after.length, after.length);
  };
  const reasonAgainst =
    text.trim() === "" ? "Write something first" : sending.isPending ? "Just a moment" : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (reasonAgainst === undefined) sending.mutate();
      return;
    }
    const colleague = offered[marked];
    if (colleague === undefined) return;
    if (event.key === "ArrowDown") setChosen((marked + 1) % offered.length);
    else if (event.key === "ArrowUp") setChosen((marked + offered.length - 1) % offered.length);
    else if (event.key === "Escape") setRefusedAt(typed?.at);
    else if (event.key === "Enter" || event.key === "Tab") take(colleague);
    else return;
    event.preventDefault();
  };

  return (
    <div className="flex flex-col gap-2">
      <div className="relative">
        <TextArea
          ref={area}
          label={label}
          rows={2}
          maxLength={2_000}
          hint="@ and a name asks a colleague to look. Name no customers here."
          problem={sending.isError ? messageOf(sending.error) : undefined}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setCaret(target.selectionStart);
            setChosen(0);
            if (typedMention(target.value, target.selectionStart) === undefined) {
              setRefusedAt(undefined);
            }
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          aria-autocomplete="list"
          aria-controls={offered.length === 0 ? undefined : listId}
          aria-activedescendant={offered.length === 0 ? undefined : optionId(marked)}
        />
        {offered.length > 0 && (
          <ColleagueList
            id={listId}
            optionId={optionId}
            colleagues={offered}
            marked={marked}
            onTake={take}
          />
        )}
      </div>
      <Button
        className="self-start"
        disabledReason={reasonAgainst}
        onClick={() => sending.mutate()}
      >
        {action}
      </Button>
    </div>
  );
}
