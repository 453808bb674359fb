import type { OutputOf, reportEndpoints } from "@fairflow/contract";
import { Drawer } from "@fairflow/ui";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { NextPage } from "../frame/next-page.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { formatMoney } from "../server/format.ts";

export interface PeopleDrawerProps {
  readonly title: string;
  readonly description: string;
  /** What is said where nobody is counted. */
  readonly nobody: string;
  readonly people: UseInfiniteQueryResult<
    InfiniteData<OutputOf<typeof reportEndpoints.reportPeople>>
  >;
  readonly onClose: () => void;
}

/** Whom a figure counts, a page at a time; each opens their file. */
export function PeopleDrawer({ title, description, nobody, people, onClose }: PeopleDrawerProps) {
  const rows = people.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Drawer open onClose={onClose} title={title} description={description}>
      <NotLoaded query={people} what="The list of people could not be loaded" className="h-96" />
      {people.isSuccess && rows.length === 0 && <p className="text-ink-3">{nobody}</p>}
      {rows.length > 0 && (
        <ul
          aria-label="Who is behind it"
          className="divide-y divide-line rounded-card border border-line"
        >
          {rows.map(({ id, debtorId, label, reference, amount, attemptId }) => (
            <li key={id}>
              <Link
                to="/debtors/$id"
                params={{ id: debtorId }}
                search={attemptId === null ? {} : { why: attemptId }}
                className="flex flex-wrap items-baseline gap-x-4 px-3 py-2 hover:bg-sunken"
              >
                <span className="min-w-32 flex-1 font-medium">{label}</span>
                {reference !== null && <span className="text-sm text-ink-3">{reference}</span>}
                {amount !== null && <span className="tabular-nums">{formatMoney(amount)}</span>}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <NextPage of={people} label="Show more people" className="mt-3" />
    </Drawer>
  );
}
