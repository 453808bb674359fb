import { MAX_IMAGE_BYTES, templateEndpoints } from "@fairflow/contract";
import type { Block } from "@fairflow/template";
import { Button } from "@fairflow/ui";
import { ImagePlus } from "lucide-react";
import { useRef, useState } from "react";
import { call } from "../server/call.ts";

export interface ImageUploadProps {
  readonly onUploaded: (block: Block) => void;
}

/** Takes an image from the computer. It is kept here: a mail loads nothing from elsewhere. */
export function ImageUpload({ onUploaded }: ImageUploadProps) {
  const input = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState<string>();
  const upload = async (file: File) => {
    setFailed(undefined);
    if (file.size > MAX_IMAGE_BYTES) {
      setFailed(`The image has ${Math.ceil(file.size / 1000)} kB; at most 500 go into a mail.`);
      return;
    }
    try {
      const data = base64Of(new Uint8Array(await file.arrayBuffer()));
      const { id } = await call(templateEndpoints.uploadTemplateImage, { body: { data } });
      onUploaded({ kind: "image", image: id, alt: "", widthPercent: 40 });
    } catch (error) {
      setFailed(error instanceof Error ? error.message : "The image was not kept");
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        aria-label="Image file"
        accept="image/png,image/jpeg,image/gif"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file !== undefined) void upload(file);
        }}
      />
      <Button icon={<ImagePlus className="size-4" />} onClick={() => input.current?.click()}>
        Add an image
      </Button>
      {failed !== undefined && (
        <p role="alert" className="basis-full text-sm text-bad">
          {failed}
        </p>
      )}
    </>
  );
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
