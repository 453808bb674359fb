import { payTerms, savePayTerms } from "./pay-terms.ts";
import { saveTemplate, template, templates } from "./template.ts";
import { uploadTemplateImage } from "./template-image.ts";
import {
  askTestNumber,
  previewTemplate,
  printTemplate,
  proveTestNumber,
  sendTestMessage,
  templateGaps,
} from "./template-preview.ts";

/** Templates, and what messages say of how to pay. Apart from the others, since only those screens need them. */
export const templateEndpoints = {
  askTestNumber,
  payTerms,
  previewTemplate,
  printTemplate,
  proveTestNumber,
  savePayTerms,
  saveTemplate,
  sendTestMessage,
  template,
  templateGaps,
  templates,
  uploadTemplateImage,
} as const;
