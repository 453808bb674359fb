import { endpoints } from "@fairflow/contract";
import { Button, CheckField, SelectField, TextArea } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { CallBackForm } from "../desk/call-back-form.tsx";
import { useZone } from "../frame/use-zone.ts";
import { plainName } from "../compliance/gate-words.ts";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { useUser } from "../session/use-session.ts";
import { ContactFields } from "./contact-fields.tsx";
import { contactOf, nothingChosen, whatIsMissing } from "./made-contact.ts";
import type { TaskDetail } from "./task-detail.ts";
import { isContact, taskKind } from "./task-kinds.ts";
import { useRefreshTasks } from "./use-refresh-tasks.ts";

export interface FinishFormProps {
  readonly task: TaskDetail;
  readonly outcome: string;
  readonly onOutcome: (outcome: string) => void;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly onDone: () => void;
}

/** How the work ended; a call or visit says what came of it too. */
export function FinishForm(props: FinishFormProps) {
  const { task, outcome, onOutcome, note, onNote, onDone } = props;
  const { id, kind, outcomes, papers, step } = task;
  const { role } = useUser();
  const zone = useZone();
  const [contact, setContact] = useState(nothingChosen);
  const [areSent, setAreSent] = useState(false);
  const refresh = useRefreshTasks();
  const made = isContact(kind) ? contactOf(contact) : undefined;
  const finish = useMutation({
    mutationFn: () =>
      call(endpoints.completeTask, {
        params: { id },
        body: {
          outcome,
          ...(made === undefined ? {} : { contact: made }),
          ...(note.trim() === "" ? {} : { note: note.trim() }),
        },
      }),
    onSuccess: async () => {
      toast.success("The task is done");
      onDone();
      await refresh();
    },
    // Somebody may have closed it, or its gate: both show.
    onError: refresh,
  });
  const missing =
    role === "manager"
      ? "Specialists and admins work on tasks"
      : finish.isPending
        ? "Just a moment"
        : ((isContact(kind) ? whatIsMissing(contact) : undefined) ??
          (outcome === "" ? "Say how it ended" : undefined) ??
          (papers.length > 0 && !areSent ? "Say that the papers were sent" : undefined));
  return (
    <section aria-labelledby="finish-task" className="flex flex-col gap-4">
      <div>
        <h3 id="finish-task" className="text-lg font-semibold">
          Finish the task
        </h3>
        <p className="text-base text-ink-2">
          {step === null || isContact(kind)
            ? taskKind(kind).meaning
            : "To finish it is to take the legal step. The rules are asked again at that moment; where they do not allow it any more, it is refused and stays open."}
        </p>
      </div>
      {isContact(kind) && (
        <div data-key="w" className="flex flex-col gap-4">
          <ContactFields kind={kind} choice={contact} onChange={setContact} />
        </div>
      )}
      <SelectField
        label="How it ended"
        value={outcome}
        placeholder="Choose"
        hint={`Keys 1 to ${Math.min(outcomes.length, 9)} choose`}
        options={outcomes.map((each) => ({ value: each.id, label: each.label }))}
        onChange={onOutcome}
      />
      {papers.length > 0 && (
        <div data-key="p">
          <CheckField
            label="The decision went out, with all that the law wants beside it"
            hint={`${papers.map(paperName).join(", ")}. What has not been sent, send first: contact resumes on your word.`}
            checked={areSent}
            onChange={setAreSent}
          />
        </div>
      )}
      {kind === "call" && (
        <CallBackForm id={id} zone={zone} contact={made} note={note} onDone={onDone} />
      )}
      <TextArea
        data-key="n"
        label="Note"
        rows={3}
        maxLength={2000}
        hint="For colleagues; kept encrypted"
        value={note}
        onChange={({ target }) => onNote(target.value)}
      />
      <WhyFailed error={finish.error} />
      <Button
        kind="primary"
        size="default"
        className="self-start"
        disabledReason={missing}
        data-key="Enter"
        onClick={() => finish.mutate()}
      >
        Finish the task
      </Button>
    </section>
  );
}

/** `account_statement_sent` is the account statement. */
function paperName(paper: string): string {
  return plainName(paper.replace(/_sent$/, ""));
}
