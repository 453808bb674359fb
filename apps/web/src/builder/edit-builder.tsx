import { endpoints, type OutputOf } from "@fairflow/contract";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ReactFlowProvider } from "@xyflow/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { toast } from "sonner";
import { createAutosave } from "./autosave.ts";
import { BuilderContext } from "./builder-context.ts";
import { useComments } from "./comments/use-comments.ts";
import { FlowCanvas } from "./canvas/flow-canvas.tsx";
import { BuilderHeader } from "./panels/builder-header.tsx";
import { BuilderSkeleton } from "./panels/builder-skeleton.tsx";
import { CarriedStep } from "./panels/carried-step.tsx";
import { ConflictDialog } from "./conflict/conflict-dialog.tsx";
import { DeleteQuestion } from "./panels/delete-question.tsx";
import { Inspector } from "./panels/inspector.tsx";
import { KeysDialog } from "./panels/keys-dialog.tsx";
import { MoveDialog } from "./panels/move-dialog.tsx";
import { OfferCommands } from "./panels/offer-commands.tsx";
import { Outline } from "./outline/outline.tsx";
import { FindBar } from "./find/find-bar.tsx";
import { OfflineBar } from "./panels/offline-bar.tsx";
import { Palette } from "./panels/palette.tsx";
import { ProblemsPanel } from "./panels/problems-panel.tsx";
import { QuickAdd } from "./panels/quick-add.tsx";
import { regionKeys } from "./region-keys.ts";
import { Announcer } from "./panels/announcer.tsx";
import { UnsavedOffer } from "./panels/unsaved-offer.tsx";
import { NewerDraft } from "./presence/newer-draft.tsx";
import { UnpublishedWork } from "./presence/unpublished-work.tsx";
import { usePresence } from "./presence/use-presence.ts";
import { HaltBanner } from "./publish/halt-banner.tsx";
import { SubmissionBanner } from "./publish/submission-banner.tsx";
import { keepUndoList } from "./keep-undo-list.ts";
import { undoListFor } from "./undo-list.ts";
import type { UnsavedDraft } from "./unsaved-drafts.ts";
import { useBuilderParts } from "./use-builder-parts.ts";
import { useInstallationLibrary } from "./use-editor-library.ts";
import { useShownView } from "./use-shown-view.ts";

const JsonView = lazy(async () => {
  const { JsonView: component } = await import("./json/json-view.tsx");
  return { default: component };
});

const SimulateBuilder = lazy(async () => {
  const { SimulateBuilder: component } = await import("./simulate/simulate-builder.tsx");
  return { default: component };
});

const DRAFT = { kind: "draft" } as const;

export interface EditBuilderProps {
  readonly loaded: OutputOf<typeof endpoints.flow>;
  /** Changes that this browser still has from an earlier visit. */
  readonly unsaved: UnsavedDraft | undefined;
  /** What this browser kept to be taken back, unread. */
  readonly undoList: unknown;
  readonly undoKey: string;
  readonly mayEdit: boolean;
}

export function EditBuilder({ loaded, unsaved, undoList, undoKey, mayEdit }: EditBuilderProps) {
  const library = useInstallationLibrary();
  const view = useShownView();
  const { mode, step, discuss } = useSearch({ from: "/frame/flows/$id" });
  const builder = useBuilderParts(
    {
      flow: loaded.flow,
      readOnly: !mayEdit,
      undoList: undoListFor(undoList, loaded.flow),
      selected: loaded.flow.nodes.find(({ id }) => id === step)?.id,
    },
    library,
    { discussion: discuss === true ? "shown" : "closed" },
  );
  const client = useQueryClient();
  const [autosave] = useState(() =>
    createAutosave(loaded.id, builder.document, loaded, {
      onWithdrawn: () => {
        toast.info("Your change took back what was submitted. Submit it again when it is ready.");
        void client.invalidateQueries({ queryKey: [endpoints.submissions.path] });
      },
    }),
  );
  // Outside React: the server, to which the draft is saved as it changes.
  useEffect(() => autosave.start(), [autosave]);
  // Outside React: this browser's storage, which keeps what can be undone.
  useEffect(() => keepUndoList(undoKey, builder.document), [undoKey, builder.document]);

  usePresence(loaded.id, builder);
  useComments(loaded.id, builder);

  // The draft stays open behind its test run, with what can be undone and what is not saved yet.
  if (mode === "simulate") {
    return (
      <Suspense fallback={<BuilderSkeleton />}>
        <SimulateBuilder
          flowId={loaded.id}
          flow={builder.document.getState().flow}
          tested={DRAFT}
          hasLive={loaded.live !== null}
          mayEdit={mayEdit}
          flush={autosave.flush}
        />
      </Suspense>
    );
  }
  return (
    <BuilderContext value={builder}>
      <EditorLibraryContext value={library}>
        <ReactFlowProvider>
          <div
            className="flex h-full flex-col max-lg:h-auto max-lg:min-h-full"
            onKeyDown={regionKeys(builder.ui)}
            role="presentation"
          >
            <title>{`${loaded.flow.name} - Fairflow`}</title>
            <BuilderHeader flowId={loaded.id} live={loaded.live} autosave={autosave} />
            <OfflineBar kept="Your changes are kept in this browser and saved when you are back." />
            <HaltBanner flowId={loaded.id} />
            <SubmissionBanner flowId={loaded.id} />
            {loaded.live !== null && mayEdit && (
              <UnpublishedWork flowId={loaded.id} live={loaded.live} loaded={loaded} />
            )}
            <NewerDraft flowId={loaded.id} autosave={autosave} />
            {unsaved !== undefined && mayEdit && (
              <UnsavedOffer
                loaded={loaded}
                unsaved={unsaved}
                undoList={undoList}
                autosave={autosave}
              />
            )}
            <div className="flex min-h-0 flex-1 max-lg:flex-none max-lg:flex-col">
              {view === "json" ? (
                <Suspense fallback={<p className="p-6 text-ink-3">The JSON editor is loading.</p>}>
                  <JsonView />
                </Suspense>
              ) : (
                <>
                  {mayEdit && <Palette />}
                  <div className="builder-view">
                    {view === "outline" ? <Outline /> : <FlowCanvas />}
                    <FindBar />
                  </div>
                </>
              )}
              <Inspector />
            </div>
            <ProblemsPanel />
          </div>
          <CarriedStep />
          <QuickAdd />
          <DeleteQuestion />
          <MoveDialog />
          <KeysDialog />
          <OfferCommands />
          <ConflictDialog autosave={autosave} />
          <Announcer />
        </ReactFlowProvider>
      </EditorLibraryContext>
    </BuilderContext>
  );
}
