import { cashEndpoints, type CashView } from "@fairflow/contract";
import { EmptyState, Keys } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { HandCoins, X } from "lucide-react";
import { MaskedNote } from "../frame/masked-note.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { call } from "../server/call.ts";
import { useUser } from "../session/use-session.ts";
import { CashRules } from "./cash-rules.tsx";
import { CashSums } from "./cash-sums.tsx";
import { ageWords, viewWords } from "./cash-words.ts";
import { GatewayNotices } from "./gateway-notices.tsx";
import { LineList } from "./line-list.tsx";
import { LinePanel } from "./line-panel.tsx";
import { RemittanceList } from "./remittance-list.tsx";
import { NextPage } from "../frame/next-page.tsx";

const DIRECTIONS = { in: "what came in", out: "what went out" } as const;
const VIEWS: readonly CashView[] = ["open", "refunds", "done"];

/** Money that came in and is not yet where it belongs. */
export function CashPage() {
  const search = useSearch({ from: "/frame/cash" });
  const { view, age, currency, direction, line: openId } = search;
  const navigate = useNavigate({ from: "/cash" });
  const user = useUser();
  const lines = useInfiniteQuery({
    queryKey: [cashEndpoints.cashLines.path, view, age, currency, direction],
    queryFn: ({ pageParam, signal }) =>
      call(
        cashEndpoints.cashLines,
        { query: { view, age, currency, direction, cursor: pageParam } },
        signal,
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
  const pages = lines.data?.pages ?? [];
  const found = pages.flatMap((page) => page.lines);
  const narrowed = [
    currency,
    direction === undefined ? undefined : DIRECTIONS[direction],
    age === undefined ? undefined : ageWords[age].toLowerCase(),
  ]
    .filter((word) => word !== undefined)
    .join(", ");
  const shownId = openId ?? found[0]?.id;
  const nextAfter = (id: string) => {
    const at = found.findIndex((line) => line.id === id);
    return found[at + 1]?.id ?? found[at - 1]?.id;
  };
  return (
    <Page
      title="Cash"
      subtitle="What the bank told of and nobody has put to an account yet. Each line shows what it may be meant for, and why."
      actions={
        <>
          {user.role === "admin" && <CashRules />}
          <Link
            to="/cash/statements"
            className="inline-flex h-8 items-center rounded-control border border-line-strong/60 bg-surface px-3 text-sm font-medium hover:bg-sunken"
          >
            Bank statements
          </Link>
        </>
      }
    >
      <CashSums />
      <GatewayNotices />
      <RemittanceList />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <nav aria-label="Which lines" className="flex gap-1 rounded-control bg-sunken p-1">
          {VIEWS.map((each) => (
            <Link
              key={each}
              to="/cash"
              search={{ view: each }}
              aria-current={each === view ? "page" : undefined}
              className={clsx(
                "rounded-control px-3 py-1 text-sm font-medium",
                each === view ? "bg-surface text-ink shadow-low" : "text-ink-2 hover:text-ink",
              )}
            >
              {viewWords[each]}
            </Link>
          ))}
        </nav>
        {narrowed !== "" && (
          <Link
            to="/cash"
            search={{ view }}
            className="inline-flex items-center gap-1 text-sm font-medium text-accent hover:underline"
          >
            <X aria-hidden className="size-3.5" />
            {`Only ${narrowed}: show all`}
          </Link>
        )}
        {pages.some(({ masked }) => masked) && <MaskedNote and="texts" />}
      </div>
      <NotLoaded query={lines} what="The bank lines could not be loaded" className="h-96" />
      {lines.isSuccess && found.length === 0 && <NothingHere view={view} />}
      {found.length > 0 && (
        <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <div className="flex flex-col gap-2">
            <LineList lines={found} openId={shownId} />
            <p className="px-1 text-xs text-ink-3">
              <Keys keys="J" /> and <Keys keys="K" /> walk the list, <Keys keys="Enter" /> goes to
              what is proposed, and once more does it.
            </p>
            <NextPage of={lines} label="Show more" className="self-center" />
          </div>
          {shownId !== undefined && (
            <LinePanel
              key={shownId}
              id={shownId}
              onSettled={() => {
                const line = nextAfter(shownId);
                void navigate({ search: { ...search, line }, replace: true, resetScroll: false });
              }}
            />
          )}
        </div>
      )}
    </Page>
  );
}

function NothingHere({ view }: { readonly view: CashView }) {
  const words = {
    open: [
      "All money is where it belongs",
      "Bring the next bank statement: what names an account goes there by itself.",
    ],
    refunds: ["No refund waits", "A refund that somebody asks for waits here for a second person."],
    done: [
      "Nothing is done yet",
      "Lines that were put somewhere stand here, each with who did it.",
    ],
  }[view];
  return (
    <EmptyState
      icon={<HandCoins />}
      title={words[0] ?? ""}
      actions={
        view !== "open" ? undefined : (
          <Link
            to="/cash/statements"
            className="inline-flex h-10 items-center rounded-control bg-accent px-4 font-medium text-on-accent hover:bg-accent-strong"
          >
            Bring a bank statement
          </Link>
        )
      }
    >
      {words[1]}
    </EmptyState>
  );
}

/** The first page has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}
