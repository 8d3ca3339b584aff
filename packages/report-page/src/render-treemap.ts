import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData } from "./page-data.ts";

/** The place where the page's script draws the treemap. */
export function renderTreemap({ sizes, trim }: PageData): Html {
  return html`<p class="muted no-script">The treemap, search and sorting need JavaScript.</p>
    <section id="treemap" class="needs-script" aria-labelledby="treemap-title">
      <div class="bar-of-tools">
        <h2 id="treemap-title">Files</h2>
        ${trim === undefined ? "" : filesSwitch} ${sizes.zippedBytes === undefined ? "" : sizeSwitch}
      </div>
      <nav aria-label="Place in the bundle"><ol id="crumbs" class="crumbs"></ol></nav>
      <div id="boxes" class="boxes" role="tree" aria-label="Files by size" aria-describedby="keys"></div>
      <p id="pointed" class="pointed" aria-hidden="true"></p>
      <p id="keys" class="muted small">Click or Enter zooms in, Escape or Backspace zooms out, arrow keys move.</p>
      <p id="zoomed" class="unseen" aria-live="polite"></p>
    </section>`;
}

const sizeSwitch = html`<fieldset class="switch">
  <legend class="unseen">Sizes</legend>
  <label><input type="radio" name="sizes" value="bytes" checked /><span>Unzipped</span></label>
  <label><input type="radio" name="sizes" value="zipped" /><span>Zipped</span></label>
</fieldset>`;

const filesSwitch = html`<fieldset class="switch">
  <legend class="unseen">Bundle</legend>
  <label><input type="radio" name="files" value="packed" checked /><span>Trimmed</span></label>
  <label><input type="radio" name="files" value="whole" /><span>Whole</span></label>
</fieldset>`;
