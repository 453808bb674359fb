import { cashEndpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileDrop } from "../imports/file-drop.tsx";
import { uploadStatement } from "./upload-statement.ts";

/** Takes a statement by choosing or by dropping it. */
export function StatementUpload() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <FileDrop
      title="Bring a bank statement"
      about="Drop an MT940, a CAMT.053, a CSV or an agency's list here, or choose one. Its format is found for you."
      label="Bank statement"
      accept=".sta,.940,.mt940,.xml,.csv,.txt"
      upload={async (file) => {
        const { id } = await uploadStatement(file);
        await client.invalidateQueries({ queryKey: [cashEndpoints.statementFiles.path] });
        await navigate({ to: "/cash/statements/$id", params: { id } });
      }}
    />
  );
}
