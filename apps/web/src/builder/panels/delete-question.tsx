import { targetOf, type ExitId } from "@fairflow/flow";
import { Button, Dialog } from "@fairflow/ui";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { useFocusStep } from "../canvas/use-focus-step.ts";
import { deleteSteps } from "../commands/delete-steps.ts";

/** A branching step has several ways on; one of them can take its place. */
export function DeleteQuestion() {
  const builder = useBuilder();
  const { ui, view } = builder;
  const id = useUi((state) => state.deleting);
  const flow = useDocument((state) => state.flow);
  const step = id === undefined ? undefined : view(flow, id);
  const focusStep = useFocusStep();
  const close = () => ui.getState().show({ deleting: undefined });
  if (id === undefined || step === undefined) return null;
  const deleteFor = (surviving: ExitId) => {
    deleteSteps(builder, [id], surviving);
    const { cursor } = builder.document.getState();
    if (cursor !== undefined) focusStep(cursor);
  };
  const ways = step.exits.flatMap((exit) => {
    const target = targetOf(flow, { from: id, exit: exit.id });
    const title = target === undefined ? undefined : view(flow, target)?.title;
    return title === undefined ? [] : [{ exit, title }];
  });
  return (
    <Dialog
      open
      onClose={close}
      title={`Delete “${step.title}”`}
      description="It leads to several steps. Which way should take its place? The other steps stay on the canvas, joined to nothing."
      actions={
        <>
          <Button onClick={close}>Keep the step</Button>
          <Button kind="danger" onClick={() => deleteFor("none-survives")}>
            Join nothing
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        {ways.map(({ exit, title }) => (
          <Button key={exit.id} className="justify-start!" onClick={() => deleteFor(exit.id)}>
            {exit.label}: go on with “{title}”
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
