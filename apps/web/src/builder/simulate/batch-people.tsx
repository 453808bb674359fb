import type { BatchPerson } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { formatCount } from "../../server/format.ts";

export interface ShownPeople {
  readonly title: string;
  readonly people: readonly BatchPerson[];
}

export interface BatchPeopleProps {
  readonly shown: ShownPeople;
  readonly onTest: (person: BatchPerson) => void;
  readonly onClose: () => void;
}

const PAGE = 50;

/** Whom a number of a batch counts: each can be looked at, or taken through step by step. */
export function BatchPeople({ shown: { title, people }, onTest, onClose }: BatchPeopleProps) {
  const [count, setCount] = useState(PAGE);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={people.length === 1 ? "1 person" : `${formatCount(people.length)} people`}
      size="medium"
    >
      <ul aria-label={title} className="divide-y divide-line">
        {people.slice(0, count).map((person) => (
          <li key={person.accountId} className="flex items-center gap-3 py-1.5">
            <Link
              to="/debtors/$id"
              params={{ id: person.debtorId }}
              className="min-w-0 flex-1 truncate text-base text-accent underline-offset-2 hover:underline"
            >
              {person.label === "" ? "Somebody" : person.label}
            </Link>
            <span className="text-sm text-ink-3 tabular-nums">{person.reference}</span>
            <Button
              aria-label={`Test run with ${person.label === "" ? "somebody" : person.label}, ${person.reference}`}
              onClick={() => onTest(person)}
            >
              Test run
            </Button>
          </li>
        ))}
      </ul>
      {count < people.length && (
        <Button className="mt-2" onClick={() => setCount(count + PAGE)}>
          Show more people
        </Button>
      )}
    </Dialog>
  );
}
