/**
 * Text from file names and manifests as it may be shown: what has no shape of its own, or turns the direction of the text around
 * it, is shown by its number.
 */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
