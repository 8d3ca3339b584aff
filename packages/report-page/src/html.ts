import { visibleText } from "./visible-text.ts";

/** Markup that is safe to put into a page as it stands. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[];

/** Markup out of a template: everything that is put into it is text and is escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: strings.map((string, index) => string + markupOf(values[index] ?? "")).join("") };
}

function markupOf(value: Value): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string")
    return visibleText(value).replace(/[&<>"']/gu, (character) => entities[character] ?? "");
  return "html" in value ? value.html : value.map((each) => each.html).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** JSON for a script element, where only `<` can end it. */
export function jsonScript(id: string, value: object): Html {
  const json = JSON.stringify(value).replace(/</gu, "\\u003c");
  return { html: `<script type="application/json" id="${id}">${json}</script>` };
}
