import type { PageData } from "../src/page-data.ts";
import { boxesOf } from "./box.ts";
import { byId } from "./element.ts";
import { enablePackages } from "./packages.ts";
import { enableTheme } from "./theme.ts";
import { Treemap } from "./treemap.ts";

const data = JSON.parse(byId("page-data").textContent ?? "") as PageData;
const treemap = new Treemap((files) => boxesOf(data.tree, data, { whole: files === "whole" }));
enableTheme();
enablePackages(data, (path) => treemap.show(path));
