import { endpoints, type TaskView } from "@fairflow/contract";
import { Button, EmptyState, Keys, OneOrAllField } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ListChecks, UsersRound } from "lucide-react";
import { useState } from "react";
import { BulkBar } from "../desk/bulk-bar.tsx";
import { TeamsDialog } from "../desk/teams-dialog.tsx";
import { useDeskKeys } from "../desk/use-desk-keys.ts";
import { ViewTabs } from "../desk/view-tabs.tsx";
import { MaskedNote } from "../frame/masked-note.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { useFrame } from "../frame/use-frame.ts";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { useUser } from "../session/use-session.ts";
import { TaskDrawer } from "./task-drawer.tsx";
import { TaskList } from "./task-list.tsx";
import { taskKind, taskKinds } from "./task-kinds.ts";
import { NextPage } from "../frame/next-page.tsx";

const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["J", "K"], does: "next and previous" },
  { keys: ["Enter"], does: "open" },
  { keys: ["A"], does: "take or give back" },
  { keys: ["E"], does: "finish" },
  { keys: ["X"], does: "choose" },
];

/** The inbox: tasks, calls, disputes and replies, the most urgent first. */
export function TasksPage() {
  const { view = "all", kind, task: openId } = useSearch({ from: "/frame/tasks" });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [showsTeams, setShowsTeams] = useState(false);
  const mayWork = useUser().role !== "manager";
  const navigate = useNavigate({ from: "/tasks" });
  const zone = useZone();
  const nowMs = useFrame()?.clock.nowMs;
  const tasks = useInfiniteQuery({
    queryKey: [endpoints.tasks.path, view, kind],
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.tasks, { query: { view, kind, cursor: pageParam } }, signal),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    // Hours open and close while one looks.
    refetchInterval: 15_000,
  });
  const pages = tasks.data?.pages ?? [];
  const found = pages.flatMap((page) => page.tasks);
  const go = (search: { readonly view?: TaskView; readonly kind?: string | undefined }) => {
    setChosen(new Set());
    void navigate({ search: { view, kind, ...search }, replace: true });
  };
  const choose = (id: string) =>
    setChosen(
      (before) =>
        new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
    );
  const onKeyDown = useDeskKeys({
    tasks: found,
    mayWork,
    onSelect: choose,
    onOpen: (id) => void navigate({ search: { view, kind, task: id }, resetScroll: false }),
  });
  return (
    <Page
      title="Inbox"
      subtitle="Calls, visits, reviews, disputes and replies that want a person. What may not be done now says why, and from when."
      actions={
        <Button icon={<UsersRound className="size-4" />} onClick={() => setShowsTeams(true)}>
          Teams
        </Button>
      }
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ViewTabs view={view} counts={pages[0]?.counts} onChange={(next) => go({ view: next })} />
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3 max-md:hidden">
          {KEYS.map(({ keys, does }) => (
            <span key={does}>
              {keys.map((key) => (
                <Keys key={key} keys={key} />
              ))}{" "}
              {does}
            </span>
          ))}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <OneOrAllField
          label="Kind of work"
          labelHidden
          className="w-56"
          all="All kinds of work"
          value={kind}
          options={taskKinds.map((value) => ({ value, label: taskKind(value).name }))}
          onChange={(value) => go({ kind: value })}
        />
        {pages.some(({ masked }) => masked) && <MaskedNote />}
      </div>
      <NotLoaded query={tasks} what="The tasks could not be loaded" className="h-96" />
      {tasks.isSuccess && found.length === 0 && (
        <EmptyState icon={<ListChecks />} title="All clear">
          {view === "team" && pages[0]?.teams.length === 0 ? (
            "You are in no team yet. An admin says who works in which."
          ) : view !== "all" ? (
            "Nothing waits here. Look at all open work."
          ) : kind === undefined ? (
            <>
              Flows ask for work by their task steps; disputes and payments that nobody finds ask by
              themselves.{" "}
              <Link to="/flows" className="font-medium text-accent hover:underline">
                Look at the flows
              </Link>
            </>
          ) : (
            "There is no open work of this kind. Look at all kinds of work."
          )}
        </EmptyState>
      )}
      {found.length > 0 && (
        <TaskList
          tasks={found}
          zone={zone}
          nowMs={nowMs}
          openId={openId}
          chosen={chosen}
          onChoose={mayWork ? choose : undefined}
          onKeyDown={onKeyDown}
        />
      )}
      <NextPage of={tasks} label="Show more" className="self-center" />
      {openId !== undefined && (
        <TaskDrawer
          key={openId}
          id={openId}
          onClose={() => void navigate({ search: { view, kind }, resetScroll: false })}
        />
      )}
      {chosen.size > 0 && (
        <BulkBar
          chosen={found.filter(({ id }) => chosen.has(id))}
          onDone={(left) => setChosen(new Set(left))}
        />
      )}
      {showsTeams && <TeamsDialog onClose={() => setShowsTeams(false)} />}
    </Page>
  );
}

/** The first page has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}
