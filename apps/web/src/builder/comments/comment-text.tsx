import type { StepComment } from "@fairflow/contract";
import { mentionParts } from "./mentions.ts";

export interface CommentTextProps {
  readonly comment: StepComment;
}

/** What somebody said, with whom they ask to look. */
export function CommentText({ comment: { text, mentions } }: CommentTextProps) {
  if (text === null) return <p className="text-base text-ink-3 italic">This was taken out.</p>;
  const parts = mentionParts(
    text,
    mentions.map(({ name }) => name),
  );
  return (
    <p className="text-base wrap-anywhere whitespace-pre-wrap text-ink">
      {parts.map((part, index) =>
        part.isMention ? (
          // The parts of a text are never reordered.
          // oxlint-disable-next-line react/no-array-index-key
          <b key={index} className="font-medium text-accent">
            {part.text}
          </b>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
