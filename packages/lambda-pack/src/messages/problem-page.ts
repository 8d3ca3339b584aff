/** The page of a kind of problem or finding: its URL where the docs have one, else the kind, which names the page in docs/problems. */
export function problemPage(kind: string, docs: string | undefined): string {
  return docs === undefined ? kind : `${docs}docs/problems/${kind}.md`;
}

/** The URL that the files of a repository are read below, from `repository` of a package.json; undefined without a URL of the web. */
export function filesUrl(repository: Repository | undefined): string | undefined {
  const text = typeof repository === "string" ? repository : repository?.url;
  const url = text?.replace(/^github:/u, "https://github.com/").replace(/^git\+ssh:\/\/git@/u, "https://");
  const [, base] = /^(?:git\+)?(https:\/\/[^/].*?)(?:\.git)?\/?$/u.exec(url ?? "") ?? [];
  return base === undefined ? undefined : `${base}/blob/HEAD/`;
}

export type Repository = string | { readonly url?: string };
