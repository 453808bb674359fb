import { templateEndpoints, type PayTerms } from "@fairflow/contract";
import { Button, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { call } from "../server/call.ts";
import { useUser } from "../session/use-session.ts";
import { payTermsQuery } from "./template-queries.ts";

export interface PayTermsDialogProps {
  readonly onClose: () => void;
}

const FIELDS = [
  ["bank", "Bank"],
  ["accountHolder", "Account holder"],
  ["accountNumber", "Account number"],
  ["branchCode", "Branch code"],
  ["tillNumber", "Till number"],
] as const;

/** Who collects and where to pay, portfolio by portfolio. The own reference of each account goes with it by itself. */
export function PayTermsDialog({ onClose }: PayTermsDialogProps) {
  const terms = useQuery(payTermsQuery);
  const [chosen, setChosen] = useState<string>();
  const portfolio = terms.data?.find(({ id }) => id === chosen) ?? terms.data?.[0];
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title="How to pay"
      description="What messages of a portfolio say. Every account has a reference of its own with check digits; it is put in by itself."
    >
      <NotLoaded query={terms} what="The portfolios could not be read" className="h-64" />
      {terms.data?.length === 0 && (
        <p className="pb-4 text-base text-ink-2">
          There is no portfolio yet. Import accounts first: that makes one.
        </p>
      )}
      {terms.data !== undefined && portfolio !== undefined && (
        <div className="flex flex-col gap-4 pb-4">
          <SelectField
            label="Portfolio"
            value={portfolio.id}
            options={terms.data.map(({ id, name, clientName }) => ({
              value: id,
              label: `${clientName}, ${name}`,
            }))}
            onChange={setChosen}
          />
          <PayTermsForm key={portfolio.id} terms={portfolio} onSaved={onClose} />
        </div>
      )}
    </Dialog>
  );
}

function PayTermsForm({
  terms,
  onSaved,
}: {
  readonly terms: PayTerms;
  readonly onSaved: () => void;
}) {
  const { role } = useUser();
  const client = useQueryClient();
  const [payTo, setPayTo] = useState(terms.payTo);
  const [registration, setRegistration] = useState(terms.registration ?? "");
  const [failed, setFailed] = useState<string>();
  const save = async () => {
    const said = Object.entries(payTo).filter(([, word]) => (word ?? "").trim() !== "");
    try {
      await call(templateEndpoints.savePayTerms, {
        params: { id: terms.id },
        body: {
          registration: registration.trim() === "" ? null : registration.trim(),
          payTo: Object.fromEntries(said),
        },
      });
      await client.invalidateQueries({ queryKey: payTermsQuery.queryKey });
      await client.invalidateQueries({ queryKey: [templateEndpoints.previewTemplate.path] });
      toast.success("Messages say it from now on.");
      onSaved();
    } catch (error) {
      setFailed(error instanceof Error ? error.message : "It was not saved");
    }
  };
  return (
    <>
      <TextField
        label={`Registration number of ${terms.brand}`}
        hint="As the law of your country asks for it in every message"
        value={registration}
        maxLength={100}
        onChange={(event) => setRegistration(event.target.value)}
      />
      {FIELDS.map(([field, label]) => (
        <TextField
          key={field}
          label={label}
          value={payTo[field] ?? ""}
          maxLength={100}
          onChange={(event) => setPayTo({ ...payTo, [field]: event.target.value })}
        />
      ))}
      {failed !== undefined && (
        <p role="alert" className="text-sm text-bad">
          {failed}
        </p>
      )}
      <div className="flex justify-end">
        <Button
          kind="primary"
          disabledReason={role === "admin" ? undefined : "Admins say where people pay"}
          onClick={() => void save()}
        >
          Save
        </Button>
      </div>
    </>
  );
}
