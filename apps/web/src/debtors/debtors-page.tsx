import { endpoints } from "@fairflow/contract";
import { EmptyState } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { MaskedNote } from "../frame/masked-note.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { call } from "../server/call.ts";
import { DebtorsTable } from "./debtors-table.tsx";
import { SearchBox } from "./search-box.tsx";
import { NextPage } from "../frame/next-page.tsx";

export function DebtorsPage() {
  const { search } = useSearch({ from: "/frame/debtors" });
  const navigate = useNavigate();
  const debtors = useInfiniteQuery({
    queryKey: [endpoints.debtors.path, search],
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.debtors, { query: { search, cursor: pageParam } }, signal),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
  const pages = debtors.data?.pages ?? [];
  const found = pages.flatMap((page) => page.debtors);
  const isMasked = pages.some(({ masked }) => masked);

  return (
    <Page title="Debtors" subtitle="Everyone who owes, with what happened and what comes next.">
      <div className="flex flex-wrap items-center gap-4">
        <SearchBox
          label="Find by reference, name, number or e-mail"
          value={search ?? ""}
          onSearch={(text) =>
            void navigate({
              to: "/debtors",
              search: { search: text === "" ? undefined : text },
              replace: true,
            })
          }
        />
        {isMasked && <MaskedNote />}
      </div>
      <NotLoaded query={debtors} what="The debtors could not be loaded" className="h-96" />
      {debtors.isSuccess && found.length === 0 && (
        <EmptyState
          icon={<Users />}
          title={search === undefined ? "Nobody here yet" : "Nobody is found"}
        >
          {search === undefined ? (
            <>
              Debtors come with their accounts.{" "}
              <Link to="/imports" className="font-medium text-accent hover:underline">
                Import a file of accounts
              </Link>
            </>
          ) : (
            "Try the reference as it stands on a letter, or a whole word of the name."
          )}
        </EmptyState>
      )}
      {found.length > 0 && <DebtorsTable debtors={found} />}
      <NextPage of={debtors} label="Show more" className="self-center" />
    </Page>
  );
}

/** The first page has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}
