import path from "node:path/posix";

/** Markdown by path from the root, with forward slashes. */
export type Documents = ReadonlyMap<string, string>;

/** Relative links that lead nowhere: to no file, or to no heading of it. `exists` is asked for paths from the root. */
export function checkLinks(documents: Documents, exists: (file: string) => boolean): readonly string[] {
  return [...documents].flatMap(([file, text]) =>
    listLinks(text).flatMap((link) => {
      const [target = "", heading] = link.split("#");
      const leadsTo = target === "" ? file : path.join(path.dirname(file), decodeURI(target));
      if (!exists(leadsTo)) return [`${file}: the link ${link} leads nowhere.`];
      const page = documents.get(leadsTo);
      if (heading === undefined || page === undefined || listAnchors(page).includes(heading)) return [];
      return [`${file}: the link ${link} leads to a heading that is not there.`];
    }),
  );
}

function listLinks(text: string): readonly string[] {
  const links = withoutCode(text).matchAll(/\]\((?<link>[^)\s]+)(?:\s[^)]*)?\)/gu);
  return [...links].map(({ groups }) => groups?.["link"] ?? "").filter((link) => !/^[a-z]+:/u.test(link));
}

/** As GitHub forms them from headings. */
function listAnchors(text: string): readonly string[] {
  return listHeadings(text).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The text of each heading, with marks such as backticks taken off. */
function listHeadings(text: string): readonly string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```/gmu, "").matchAll(/^#+ (?<heading>.+)$/gmu);
  return [...headings].map(({ groups }) => (groups?.["heading"] ?? "").replaceAll(/[`*]/gu, "").trim());
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gmu, "").replaceAll(/`[^`\n]*`/gu, "");
}
