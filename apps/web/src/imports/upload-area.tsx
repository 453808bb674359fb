import { endpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileDrop } from "./file-drop.tsx";
import { uploadFile } from "./upload.ts";

/** Takes a file of accounts. */
export function UploadArea() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <FileDrop
      title="Import a file of accounts"
      about="Drop a CSV here, or choose one. Its delimiter, encoding and columns are found for you."
      label="File of accounts"
      accept=".csv,.txt,text/csv,text/plain"
      upload={async (file) => {
        const { id } = await uploadFile(file);
        await client.invalidateQueries({ queryKey: [endpoints.imports.path] });
        await navigate({ to: "/imports/$id", params: { id } });
      }}
    />
  );
}
