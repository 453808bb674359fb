import { templateEndpoints, type TemplateUse, type TemplateVersion } from "@fairflow/contract";
import type { MessageTemplate, TemplateText } from "@fairflow/template";
import { Badge, Button, SelectField, TextField } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { toast } from "sonner";
import { Page } from "../frame/page.tsx";
import { call } from "../server/call.ts";
import { RequestFailed } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { DesignEditor } from "./design-editor.tsx";
import { FieldsContext } from "./fields-context.ts";
import { GapsCard } from "./gaps-card.tsx";
import { IssuesCard } from "./issues-card.tsx";
import { LanguageTabs } from "./language-tabs.tsx";
import { PreviewPanel } from "./preview-panel.tsx";
import { SmsEditor } from "./sms-editor.tsx";
import { previewQuery } from "./template-queries.ts";
import { CHANNEL_NAMES, PURPOSE_NAMES } from "./template-words.ts";
import { TestSendButton } from "./test-send-button.tsx";
import { UnsavedDialog } from "./unsaved-dialog.tsx";
import { UsesCard } from "./uses-card.tsx";
import { useSettled } from "./use-settled.ts";
import { VersionsCard } from "./versions-card.tsx";

export interface TemplateEditorProps {
  readonly template: MessageTemplate;
  /** The newest first; none for one that is not saved yet. */
  readonly versions: readonly TemplateVersion[];
  readonly uses: readonly TemplateUse[];
}

export function TemplateEditor({ template, versions, uses }: TemplateEditorProps) {
  const { role } = useUser();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(template);
  const [language, setLanguage] = useState(Object.keys(template.languages)[0] ?? "en");
  const [debtorId, setDebtorId] = useState<string>();
  const [state, setState] = useState<"editing" | "saving" | { readonly failed: string }>("editing");
  const text = draft.languages[language];
  const asked = { template: useSettled(draft), language, debtorId };
  const preview = useQuery({ ...previewQuery(asked), enabled: text !== undefined });
  const isNew = versions.length === 0;
  const mayChange = role === "editor" || role === "admin";
  const isTouched = JSON.stringify(draft) !== JSON.stringify(template);
  const isChanged = isNew || isTouched;
  const faults = preview.data?.issues.filter(({ kind }) => kind === "fault") ?? [];
  const reason = !mayChange
    ? "Editors and admins write templates"
    : state === "saving"
      ? "Saving"
      : !isChanged
        ? "Nothing has changed"
        : draft.name.trim() === ""
          ? "Give the template a name"
          : undefined;

  const setText = (change: TemplateText) =>
    setDraft({ ...draft, languages: { ...draft.languages, [language]: change } });
  const save = async () => {
    setState("saving");
    try {
      await call(templateEndpoints.saveTemplate, {
        params: { id: draft.id },
        query: { basedOn: versions[0]?.number ?? 0 },
        body: { ...draft, name: draft.name.trim() },
      });
      await client.invalidateQueries();
      toast.success("Saved. Flows send it once they are published anew.");
      if (isNew)
        await navigate({
          to: "/templates/$id",
          params: { id: draft.id },
          search: {},
          replace: true,
        });
    } catch (error) {
      setState({ failed: wordsOf(error) });
      return;
    }
    setState("editing");
  };

  return (
    <FieldsContext value={preview.data?.fields ?? []}>
      <UnsavedDialog isUnsaved={mayChange && isTouched && state !== "saving"} />
      <Page
        title={draft.name}
        subtitle={
          <span className="flex flex-wrap items-center gap-2">
            <Link to="/templates" className="text-accent hover:underline">
              All templates
            </Link>
            <Badge tone="neutral">{CHANNEL_NAMES[draft.channel]}</Badge>
            {isNew ? (
              <Badge tone="info">Not saved yet</Badge>
            ) : (
              <Badge tone="ok">{`v${versions[0]?.number ?? 1}`}</Badge>
            )}
            {isChanged && !isNew && <Badge tone="warn">Changed</Badge>}
          </span>
        }
        actions={
          <>
            {draft.channel !== "letter" && <TestSendButton template={draft} language={language} />}
            <Button kind="primary" disabledReason={reason} onClick={() => void save()}>
              {state === "saving" ? "Saving" : "Save"}
            </Button>
          </>
        }
      >
        {typeof state === "object" && (
          <p role="alert" className="rounded-card bg-bad-soft px-4 py-2.5 text-base text-ink">
            {state.failed}
          </p>
        )}
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                label="Name"
                value={draft.name}
                maxLength={200}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
              />
              <SelectField
                label="Purpose"
                value={draft.purpose ?? ""}
                placeholder="Say what it is for"
                options={Object.entries(PURPOSE_NAMES).map(([value, label]) => ({ value, label }))}
                onChange={(purpose) => setDraft({ ...draft, purpose })}
              />
            </div>
            <LanguageTabs
              draft={draft}
              language={language}
              onLanguage={setLanguage}
              onChange={setDraft}
            />
            {text !== undefined &&
              (draft.channel === "sms" ? (
                <SmsEditor text={text} sms={preview.data?.sms ?? null} onChange={setText} />
              ) : (
                <DesignEditor
                  key={language}
                  channel={draft.channel}
                  text={text}
                  derivedText={preview.data?.derivedText ?? null}
                  onChange={setText}
                />
              ))}
            <IssuesCard issues={preview.data?.issues} isAsking={preview.isFetching} />
            <GapsCard template={asked.template} isSayable={faults.length === 0} />
            {!isNew && (
              <>
                <VersionsCard
                  versions={versions}
                  onRestore={(version) =>
                    setDraft({ ...draft, languages: version.languages, fallback: version.fallback })
                  }
                />
                <UsesCard uses={uses} newest={versions[0]?.number ?? 1} />
              </>
            )}
          </div>
          <PreviewPanel
            channel={draft.channel}
            asked={asked}
            preview={preview}
            debtorId={debtorId}
            onDebtor={setDebtorId}
          />
        </div>
      </Page>
    </FieldsContext>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof RequestFailed && error.code === "stale") {
    return "Somebody else saved this template meanwhile. Copy what you wrote, reload the page, and put it in again: nothing of theirs is lost so.";
  }
  return error instanceof Error ? error.message : "The template was not saved";
}
