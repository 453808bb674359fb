import type { TroubleAction, TroubleView } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { formatCount, formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { actionWords, causeOf, TROUBLE_PLACES } from "./trouble-words.ts";

export interface TroubleCardProps {
  readonly trouble: TroubleView;
  readonly zone: string | undefined;
  readonly onAct: (action: TroubleAction) => void;
}

const LOOK = "underline decoration-line-strong underline-offset-2 hover:text-accent";

/** One thing that is wrong: since when, why, whom it touches, and what may be done. */
export function TroubleCard({ trouble, zone, onAct }: TroubleCardProps) {
  const { kind, about, sinceMs, people, peopleCount, actions, flowId } = trouble;
  const { role } = useUser();
  const place = role === "admin" ? TROUBLE_PLACES[kind] : undefined;
  const others = (peopleCount ?? people.length) - people.length;
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="text-base font-medium">
          {flowId === null ? (
            place === undefined ? (
              about || "One of them"
            ) : (
              <Link to={place} className={LOOK}>
                {about || "One of them"}
              </Link>
            )
          ) : (
            <Link
              to="/flows/$id"
              params={{ id: flowId }}
              search={{ mode: "live" }}
              className={LOOK}
            >
              {about || "A flow"}
            </Link>
          )}
        </h3>
        <span className="text-sm text-ink-3">{`since ${formatInstant(sinceMs, zone)}`}</span>
      </div>
      <p className="max-w-prose text-base text-ink-2">{causeOf(trouble, zone)}</p>
      {people.length > 0 && (
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
          <span className="text-ink-3">
            {people.length + others === 1
              ? "1 person:"
              : `${formatCount(people.length + others)} people:`}
          </span>
          {people.map(({ debtorId, name }) => (
            <Link
              key={debtorId}
              to="/debtors/$id"
              params={{ id: debtorId }}
              className="font-medium text-accent hover:underline"
            >
              {name}
            </Link>
          ))}
          {others > 0 && <span className="text-ink-3">{`and ${formatCount(others)} more`}</span>}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {actions.map((action, index) => (
          <Button
            key={action}
            kind={
              action === "was-not-sent" || (action === "skip" && kind !== "notice-refused")
                ? "danger"
                : index === 0
                  ? "primary"
                  : "default"
            }
            onClick={() => onAct(action)}
          >
            {actionWords(kind, action).label}
          </Button>
        ))}
        {actions.length === 0 && (
          <p className="text-sm text-ink-3">Somebody with another role decides about this.</p>
        )}
      </div>
    </li>
  );
}
