import { expect, test } from "vitest";
import { html, jsonScript } from "../src/html.ts";

test("text that is put into markup is text there, too", () => {
  const name = `</script><img src=x onerror="alert('no')">&`;
  expect(html`<b title="${name}">${name}</b>`.html).toBe(
    '<b title="&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;no&#39;)&quot;&gt;&amp;">' +
      "&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;no&#39;)&quot;&gt;&amp;</b>",
  );
});

test("markup that is put into markup stays markup, alone and in lists", () => {
  const items = ["left", "right"].map((side) => html`<i>${side}</i>`);
  expect(html`<b>${items}</b>${html`<s>pad</s>`}`.html).toBe("<b><i>left</i><i>right</i></b><s>pad</s>");
});

test("what would turn or hide the text around it is shown by its number", () => {
  expect(html`${"a\u202Egpj.exe\u0000\n\u200B\uD800"}`.html).toBe("a\\u202egpj.exe\\u0000\\u000a\\u200b\\ud800");
});

test("JSON never ends the script that it stands in, and is the same JSON", () => {
  const value = { name: "</script><!--<script>", other: "\u2028" };
  const script = jsonScript("data", value).html;
  const json = script.replace('<script type="application/json" id="data">', "").replace("</script>", "");
  expect(json).not.toContain("<");
  expect(JSON.parse(json)).toEqual(value);
});
