import { formatSize } from "@lambda-pack/model";
import { visibleText } from "../src/visible-text.ts";
import type { Box, SizeKind } from "./box.ts";
import { boxElement } from "./box-element.ts";
import { describeBox, shareText } from "./describe-box.ts";
import { byId, element } from "./element.ts";
import { findTrail, sameTrail } from "./find-trail.ts";
import { layOutBoxes } from "./lay-out-boxes.ts";
import type { Spot } from "./lay-out-boxes.ts";
import { neighbourOf } from "./neighbour-of.ts";

/** The boxes of the bundle: as it is, or as it would be whole. */
export type BoxesOf = (files: "packed" | "whole") => Box;

/** The drawn treemap, and what mouse and keyboard do with it. */
export class Treemap {
  /** From the bundle to the box that is zoomed to. */
  #trail: readonly [Box, ...Box[]];
  #sizes: SizeKind = "bytes";
  #spots: readonly Spot[] = [];
  #elements: readonly HTMLElement[] = [];
  /** Which box the Tab key leads to. */
  #active = 0;
  /** The bundle that is drawn: as it is, or as it would be whole. */
  #root: Box;
  readonly #rootOf: BoxesOf;
  readonly #section = byId("treemap");
  readonly #boxes = byId("boxes");

  constructor(rootOf: BoxesOf) {
    this.#rootOf = rootOf;
    this.#root = rootOf("packed");
    this.#trail = [this.#root];
    this.#listen();
    new ResizeObserver(() => this.#draw()).observe(this.#boxes);
  }

  /** Zooms to the package in that directory of the bundle. */
  show(path: string): void {
    const trail = findTrail(this.#root, path);
    if (trail === undefined) return;
    this.#zoomTo(trail);
    this.#section.scrollIntoView({ block: "start" });
    this.#elements[0]?.focus({ preventScroll: true });
  }

  #listen(): void {
    this.#boxes.addEventListener("click", ({ target }) => this.#enter(this.#indexOf(target)));
    this.#boxes.addEventListener("mouseover", ({ target }) => this.#point(this.#indexOf(target)));
    this.#boxes.addEventListener("mouseleave", () => this.#point(-1));
    this.#boxes.addEventListener("focusin", ({ target }) => this.#activate(this.#indexOf(target)));
    this.#section.addEventListener("keydown", (event) => this.#press(event));
    this.#section.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.name === "files") this.#exchange(target.value === "whole" ? "whole" : "packed");
      else this.#sizes = target.value === "zipped" ? "zipped" : "bytes";
      this.#draw();
      this.#announce();
    });
  }

  /** Stays with what is zoomed to, as far as that is there. */
  #exchange(files: Parameters<BoxesOf>[0]): void {
    this.#root = this.#rootOf(files);
    this.#trail = sameTrail(this.#root, this.#trail);
    this.#active = 0;
  }

  #press(event: KeyboardEvent): void {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    const index = this.#indexOf(event.target);
    if (key === "Escape" || (key === "Backspace" && !(event.target instanceof HTMLInputElement))) {
      if (!this.#leave(index !== -1)) return;
    } else if (index === -1) {
      return;
    } else if (key === "Enter" || key === " ") {
      this.#enter(index);
    } else {
      const next = neighbourOf(this.#spots, index, key);
      if (next === undefined) return;
      if (next === "inside") this.#enter(index);
      else this.#elements[next]?.focus();
    }
    event.preventDefault();
  }

  /** Zooms to a box; to what a file lies in. */
  #enter(index: number): void {
    const spot = this.#spots[index];
    if (spot === undefined) return;
    const trail: Box[] = [];
    for (let each: Spot | undefined = spot; each !== undefined; each = each.parent) trail.unshift(each.box);
    if (spot.box.children.length === 0) trail.pop();
    if (trail.length === 0) return;
    this.#zoomTo([...this.#trail, ...trail]);
    this.#elements[0]?.focus({ preventScroll: true });
  }

  /** Zooms out by one, and focuses what was zoomed to. */
  #leave(focus: boolean): boolean {
    const left = this.#trail.at(-1);
    if (this.#trail.length === 1) return false;
    this.#cut(this.#trail.length - 1);
    const index = this.#spots.findIndex(
      ({ box }) => box === left || (box.kind === "rest" && box.label === left?.label),
    );
    if (focus) this.#elements[Math.max(0, index)]?.focus({ preventScroll: true });
    return true;
  }

  #cut(length: number): void {
    const [root, ...rest] = this.#trail;
    this.#zoomTo([root, ...rest.slice(0, length - 1)]);
  }

  #zoomTo(trail: readonly [Box, ...Box[]]): void {
    this.#trail = trail;
    this.#active = 0;
    this.#draw();
    this.#announce();
  }

  get #zoomed(): Box {
    return this.#trail.at(-1) ?? this.#root;
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this.#boxes;
    const hadFocus = this.#boxes.contains(document.activeElement);
    this.#spots = layOutBoxes(this.#zoomed, { width, height, sizes: this.#sizes });
    this.#elements = this.#spots.map((spot, index) =>
      boxElement(spot, { index, trail: this.#trail, sizes: this.#sizes }),
    );
    this.#boxes.replaceChildren(...this.#elements);
    this.#boxes.classList.toggle("empty", this.#spots.length === 0);
    this.#active = Math.min(this.#active, this.#spots.length - 1);
    this.#elements[this.#active]?.setAttribute("tabindex", "0");
    if (hadFocus) this.#elements[this.#active]?.focus({ preventScroll: true });
    this.#drawCrumbs();
    this.#point(-1);
  }

  #drawCrumbs(): void {
    const crumbs = this.#trail.map(({ label }, index) => {
      if (index === this.#trail.length - 1) return element("li", { "aria-current": "location" }, visibleText(label));
      const button = element("button", { type: "button", class: "plain" }, visibleText(label));
      button.addEventListener("click", () => {
        this.#cut(index + 1);
        this.#elements[0]?.focus({ preventScroll: true });
      });
      return element("li", {}, button);
    });
    byId("crumbs").replaceChildren(...crumbs);
  }

  #activate(index: number): void {
    this.#elements[this.#active]?.setAttribute("tabindex", "-1");
    this.#active = Math.max(0, index);
    this.#elements[this.#active]?.setAttribute("tabindex", "0");
    this.#point(index);
  }

  /** Tells about the box under the mouse or the focus below the treemap, else about all that is drawn. */
  #point(index: number): void {
    const box = this.#spots[index]?.box ?? this.#zoomed;
    byId("pointed").replaceChildren(...describeBox(box, this.#root, this.#sizes));
  }

  #announce(): void {
    const { label, [this.#sizes]: size } = this.#zoomed;
    const share = shareText(this.#zoomed, this.#root, this.#sizes);
    byId("zoomed").textContent = `Showing ${visibleText(label)}, ${formatSize(size)}, ${share}`;
  }

  #indexOf(target: EventTarget | null): number {
    const found = target instanceof Element ? target.closest("[data-index]") : null;
    return found instanceof HTMLElement && this.#boxes.contains(found) ? Number(found.dataset["index"]) : -1;
  }
}
