/** The document with other text between `<!-- name -->` and `<!-- /name -->`; undefined where it has no such comments. */
export function fillBlock(document: string, name: string, text: string): string | undefined {
  const block = new RegExp(`(?<=<!-- ${name} -->\\n)[^]*?(?=<!-- /${name} -->)`, "u");
  // By a function: `$` stands for other things in a text to replace with.
  return block.test(document) ? document.replace(block, () => text) : undefined;
}
