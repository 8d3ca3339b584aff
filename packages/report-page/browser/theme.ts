import { byId } from "./element.ts";

/** A button that turns the page dark or light; until it is pressed, the system decides. */
export function enableTheme(): void {
  const button = byId("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let isDark = dark.matches;
  const show = (): void => button.setAttribute("aria-pressed", String(isDark));
  const follow = ({ matches }: MediaQueryListEvent): void => {
    isDark = matches;
    show();
  };
  dark.addEventListener("change", follow);
  button.addEventListener("click", () => {
    dark.removeEventListener("change", follow);
    isDark = !isDark;
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
    show();
  });
  show();
}
