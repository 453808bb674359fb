import type { Review } from "@fairflow/contract";
import { shareWords } from "@fairflow/contract/share-words";
import { Badge, Callout, languageName } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatCount } from "../../server/format.ts";
import { CHANNEL_NAMES } from "../../templates/template-words.ts";

export interface ReviewFactsProps {
  readonly flowId: string;
  readonly review: Review;
}

/** What publishing would mean: who comes in, who is inside and where, what is wrong, what each message says. */
export function ReviewFacts({ flowId, review }: ReviewFactsProps) {
  const { issues, wouldEnter, inFlight, messages, paused, entriesStopped } = review;
  return (
    <>
      <Part title="Problems">
        {issues.length === 0 ? (
          <p className="text-sm text-ink-2">None: it could run as it stands.</p>
        ) : (
          <ul className="flex list-disc flex-col gap-1 pl-4 text-sm text-bad">
            {issues.map(({ node, message }) => (
              <li key={`${node} ${message}`}>{message}</li>
            ))}
          </ul>
        )}
        {paused !== null && <Callout tone="hold">This flow is paused: {paused.reason}</Callout>}
        {entriesStopped !== null && (
          <Callout tone="hold">Nobody enters this flow: {entriesStopped.reason}</Callout>
        )}
      </Part>
      <Part title="Who would enter now">
        <WouldEnter wouldEnter={wouldEnter} />
      </Part>
      <Part title="Who is inside, and where">
        {inFlight.length === 0 && (
          <p className="text-sm text-ink-2">Nobody is on their way in it.</p>
        )}
        {inFlight.map(({ version, count, nodes }) => (
          <div key={version} className="text-sm">
            <p className="font-medium">
              Version {version}:{" "}
              <Link
                to="/flows/$id"
                params={{ id: flowId }}
                search={{ mode: "live", version }}
                className="text-accent tabular-nums underline-offset-2 hover:underline"
              >
                {formatCount(count)} in flight
              </Link>
            </p>
            <ul className="mt-0.5 flex flex-col text-ink-2">
              {nodes.map(({ node, name, count: here }) => (
                <li key={node} className="flex justify-between gap-3">
                  <span className="truncate">{name}</span>
                  <Link
                    to="/flows/$id"
                    params={{ id: flowId }}
                    search={{ mode: "live", version, step: node }}
                    aria-label={`${formatCount(here)} at ${name}: who they are`}
                    className="text-accent tabular-nums underline-offset-2 hover:underline"
                  >
                    {formatCount(here)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Part>
      <Part title={`Messages that are new or changed (${messages.length})`}>
        {messages.length === 0 && (
          <p className="text-sm text-ink-2">Every message says what it says now.</p>
        )}
        {messages.map((message) => (
          <article
            key={`${message.node} ${message.language}`}
            className="flex flex-col gap-1.5 rounded-card border border-line p-2.5"
          >
            <p className="flex flex-wrap items-center gap-1.5 text-sm font-medium">
              {message.template}
              <Badge>{CHANNEL_NAMES[message.channel]}</Badge>
              <Badge>{languageName(message.language)}</Badge>
              <Badge tone={message.before === null ? "ok" : "warn"}>
                {message.before === null ? "New" : "Changed"}
              </Badge>
            </p>
            {message.before !== null && <Sample label="Before" text={message.before} />}
            <Sample label={message.before === null ? "Says" : "After"} text={message.after} />
          </article>
        ))}
        {messages.length > 0 && (
          <p className="text-xs text-ink-3">
            With a made-up debtor; the words are as they would be sent.
          </p>
        )}
      </Part>
    </>
  );
}

function WouldEnter({ wouldEnter }: Pick<Review, "wouldEnter">) {
  switch (wouldEnter.kind) {
    case "told":
      return (
        <p className="text-sm text-ink-2">
          Nobody by itself: its start waits to be told whom, or for an event.
        </p>
      );
    case "takes-too-long":
      return (
        <p className="text-sm text-ink-2">
          Counting takes too long at the moment. Load the page again to count once more.
        </p>
      );
    case "counted": {
      const { matching, of } = wouldEnter;
      return (
        <p className="text-sm text-ink-2">
          <b className="text-xl font-semibold text-ink tabular-nums">{formatCount(matching)}</b> of{" "}
          {formatCount(of)} {of === 1 ? "account" : "accounts"}
          {of >= 30 && ` (${shareWords(matching / of)})`} fit its start. Whoever is inside already
          comes in again only by its re-entry rule.
        </p>
      );
    }
  }
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Sample({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <p className="text-xs text-ink-3">{label}</p>
      <p className="rounded-control bg-sunken px-2 py-1.5 text-sm wrap-anywhere whitespace-pre-wrap">
        {text}
      </p>
    </div>
  );
}
