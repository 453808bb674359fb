import { endpoints } from "@fairflow/contract";
import { sameDocument } from "@fairflow/flow";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { ask } from "../server/ask.ts";
import { useUser } from "../session/use-session.ts";
import { EditBuilder } from "./edit-builder.tsx";
import { BuilderSkeleton } from "./panels/builder-skeleton.tsx";
import { keptInBrowser } from "./browser-store.ts";
import { undoListKey } from "./keep-undo-list.ts";
import { unsavedDraft } from "./unsaved-drafts.ts";
import { libraryQuery } from "./use-editor-library.ts";
import "./canvas/react-flow.css";
import "./canvas/canvas.css";
import "./forced-colours.css";

const LiveBuilder = lazy(async () => {
  const { LiveBuilder: component } = await import("./live/live-builder.tsx");
  return { default: component };
});

const SimulateVersion = lazy(async () => {
  const { SimulateVersion: component } = await import("./simulate/simulate-version.tsx");
  return { default: component };
});

/** One flow: its draft to edit, or its live version with the people in it. The mode is part of the address. */
export function BuilderPage() {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const { mode, version } = useSearch({ from: "/frame/flows/$id" });
  const { role, id: userId } = useUser();
  // A draft that is open in the builder is never loaded again under the user's hands.
  const flow = useQuery({
    ...ask(endpoints.flow, { params: { id } }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const unsaved = useQuery({
    queryKey: ["unsaved-draft", id],
    queryFn: async () => (await unsavedDraft(id)) ?? null,
    staleTime: Infinity,
    gcTime: 0,
  });
  const undoKey = undoListKey(id, userId);
  const undoList = useQuery({
    queryKey: ["undo-list", undoKey],
    queryFn: async () => (await keptInBrowser("undo-lists", undoKey)) ?? null,
    staleTime: Infinity,
    gcTime: 0,
  });
  useSuspenseQuery(libraryQuery);

  if (flow.isError) {
    return (
      <div className="p-6">
        <LoadFailed
          what="This flow could not be opened"
          kept="What you changed and could not save is kept in this browser."
          error={flow.error}
          onRetry={() => void flow.refetch()}
        />
      </div>
    );
  }
  if (flow.data === undefined || unsaved.isPending || undoList.isPending)
    return <BuilderSkeleton />;
  const { live } = flow.data;
  if (mode === "live" && live !== null) {
    return (
      <Suspense fallback={<BuilderSkeleton />}>
        <LiveBuilder flowId={id} name={flow.data.flow.name} live={live} />
      </Suspense>
    );
  }
  const mayEdit = role === "editor" || role === "admin";
  if (mode === "simulate" && version !== undefined) {
    return (
      <Suspense fallback={<BuilderSkeleton />}>
        <SimulateVersion flowId={id} version={version} hasLive={live !== null} mayEdit={mayEdit} />
      </Suspense>
    );
  }
  return (
    <EditBuilder
      key={id}
      loaded={flow.data}
      // What was saved at the last moment, when the page was closed, is not unsaved.
      unsaved={
        unsaved.data == null || sameDocument(unsaved.data.flow, flow.data.flow)
          ? undefined
          : unsaved.data
      }
      undoList={undoList.data}
      undoKey={undoKey}
      mayEdit={mayEdit}
    />
  );
}
