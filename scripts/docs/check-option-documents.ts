import { optionDocuments } from "./options/option-documents.ts";

/** Documents whose options or settings are not those of the code. */
export function checkOptionDocuments(documents: ReadonlyMap<string, string>): readonly string[] {
  return Object.entries(optionDocuments).flatMap(([file, render]) => {
    const document = documents.get(file) ?? "";
    const rendered = render(document);
    if (rendered === undefined) return [`${file} has no place for the table of options.`];
    return rendered === document ? [] : [`${file} is not current: run npm run options.`];
  });
}
