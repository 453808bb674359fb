import { endpoints } from "@fairflow/contract";
import { EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Smartphone } from "lucide-react";
import { SearchBox } from "../debtors/search-box.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { useFrame } from "../frame/use-frame.ts";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { formatInstant } from "../server/format.ts";
import { PersonDevices } from "./person-devices.tsx";

/** Where one sees what debtors see, and answers as they would. */
export function SandboxPage() {
  const { person, search } = useSearch({ from: "/frame/sandbox" });
  const navigate = useNavigate();
  const zone = useZone();
  const isReal = useFrame()?.sending.reachesPeople === true;
  const people = useQuery({
    ...ask(endpoints.sandboxPeople, { query: { search } }),
    refetchInterval: 5_000,
    placeholderData: (before) => before,
  });
  return (
    <div className="flex h-full min-h-0">
      <title>Sandbox - Fairflow</title>
      <section
        aria-label="People"
        className="flex w-80 shrink-0 flex-col gap-3 border-r border-line bg-surface p-4 max-md:w-56"
      >
        <div>
          <h1 className="text-xl font-semibold">Sandbox</h1>
          <p className="text-sm text-ink-2">
            {isReal
              ? "A live provider is on: this is what was really sent and answered, to read only."
              : "Whose phone and inbox do you want to hold?"}
          </p>
        </div>
        <SearchBox
          label="Find a person"
          value={search ?? ""}
          onSearch={(text) =>
            void navigate({
              to: "/sandbox",
              search: { person, search: text === "" ? undefined : text },
              replace: true,
            })
          }
        />
        <NotLoaded query={people} what="The people could not be loaded" className="h-64" />
        {people.data?.length === 0 && <p className="text-sm text-ink-3">Nobody is found.</p>}
        <ul className="-mx-2 min-h-0 flex-1 overflow-y-auto">
          {people.data?.map(({ debtorId, name, messages, lastAtMs }) => (
            <li key={debtorId}>
              <Link
                to="/sandbox"
                search={{ person: debtorId, search }}
                aria-current={person === debtorId || undefined}
                className={clsx(
                  "flex items-center gap-3 rounded-control px-2 py-2",
                  person === debtorId ? "bg-accent-soft" : "hover:bg-sunken",
                )}
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block text-xs text-ink-3">
                    {lastAtMs === null ? "No message yet" : formatInstant(lastAtMs, zone)}
                  </span>
                </span>
                {messages > 0 && (
                  <span className="rounded-full bg-sunken px-2 text-xs leading-5 text-ink-2 tabular-nums">
                    {messages}
                  </span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <div className="min-w-0 flex-1 overflow-y-auto bg-sunken">
        {person === undefined ? (
          <EmptyState icon={<Smartphone />} title="Choose a person">
            {isReal
              ? "You then read what they were sent and what they answered. Nobody plays them while real people are reached."
              : "You then read what they read, and can answer, pay or dispute as they would. Nothing in the sandbox reaches a real phone."}
          </EmptyState>
        ) : (
          <PersonDevices key={person} debtorId={person} />
        )}
      </div>
    </div>
  );
}
