import { retentionEndpoints, RetentionShow, type EndedPerson } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { MaskedNote } from "../../frame/masked-note.tsx";
import { NextPage } from "../../frame/next-page.tsx";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { call } from "../../server/call.ts";
import { formatDate } from "../../server/format.ts";

const FIRST: string | null = null;

const SHOWN = [
  { value: "due", label: "Erased in the next sweeps" },
  { value: "kept", label: "Kept although their time is over" },
];

/** The people whose time is over, a page at a time, with what keeps them; each opens their file. */
export function EndedPeople() {
  const { show } = useSearch({ from: "/frame/compliance/retention" });
  const navigate = useNavigate();
  const people = useInfiniteQuery({
    queryKey: [retentionEndpoints.retentionPeople.path, show],
    queryFn: ({ signal, pageParam }) =>
      call(
        retentionEndpoints.retentionPeople,
        { query: { show, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
  });
  const rows = people.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <section id="people" aria-label="Whose time is over" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <h2 className="text-lg font-semibold">Whose time is over</h2>
        <SelectField
          label="Who is shown"
          labelHidden
          className="ml-auto w-72"
          value={show}
          options={SHOWN}
          onChange={(value) =>
            void navigate({
              to: "/compliance/retention",
              search: { show: RetentionShow.parse(value) },
              replace: true,
            })
          }
        />
      </div>
      {people.data?.pages[0]?.masked === true && <MaskedNote />}
      <NotLoaded query={people} what="The list of people could not be loaded" className="h-40" />
      {people.isSuccess && rows.length === 0 && (
        <p className="rounded-card border border-line bg-surface px-4 py-6 text-center text-ink-2">
          {show === "due"
            ? "Nobody is due: whoever has an open account, or a law that still keeps their records, stays."
            : "Nobody: whoever is past their time is due."}
        </p>
      )}
      {rows.length > 0 && (
        <ul
          aria-label={SHOWN.find(({ value }) => value === show)?.label}
          className="divide-y divide-line rounded-card border border-line bg-surface"
        >
          {rows.map((person) => (
            <Row key={person.id} person={person} />
          ))}
        </ul>
      )}
      <NextPage of={people} label="Show more people" className="self-start" />
    </section>
  );
}

function Row({ person: { id, name, reference, lastOn, bars } }: { readonly person: EndedPerson }) {
  return (
    <li>
      <Link
        to="/debtors/$id"
        params={{ id }}
        className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2 hover:bg-sunken"
      >
        <span className="min-w-40 flex-1">
          <span className="block font-medium">{`${name}, ${reference}`}</span>
          {bars.map((bar) => (
            <span key={bar.rule?.id ?? bar.kind} className="block text-sm text-ink-2">
              {bar.until === null ? bar.words : `${bar.words} Kept until ${formatDate(bar.until)}.`}
            </span>
          ))}
        </span>
        <span className="text-sm text-ink-3 tabular-nums">
          {`Nothing since ${formatDate(lastOn)}`}
        </span>
      </Link>
    </li>
  );
}
