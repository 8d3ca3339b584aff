import { zipName } from "../cases/by-hand.ts";
import type { PartResult } from "../part.ts";
import type { Peer } from "../peers/peer.ts";
import { peers } from "../peers/peer-parts.ts";
import { renderMegabytes, renderSpread, renderTable } from "./render-table.ts";
import type { Lookup } from "./render-rows.ts";
import { medianPeak, spreadOfRatios } from "../measure/spread.ts";

/** One job's peers, ourselves among them, with what came out. */
export function renderPeers(lookup: Lookup, job: Peer["job"]): string {
  const headings = ["tool", "does the zip run?", "times the yardstick:", "files:", "links:", "zip MB:", "peak MB:"];
  const lines = peers.filter((peer) => peer.job === job).map((peer) => renderPeer(peer, lookup(`peers/${peer.name}`)));
  return renderTable(headings, lines);
}

/** The table for the README: the whole jobs, and the times alone. */
export function renderShortPeers(lookup: Lookup): string {
  const lines = peers
    .filter(({ job }) => job === "whole")
    .map((peer) => renderPeer(peer, lookup(`peers/${peer.name}`)));
  return renderTable(
    ["tool", "does the zip run?", "times `zip -r` alone:"],
    lines.map((cells) => cells.slice(0, 3)),
  );
}

/** How each one was set up. */
export function renderMethods(): string {
  return peers.map(({ title, method }) => `- ${title.replaceAll("**", "")}: ${method}`).join("\n");
}

function renderPeer({ name, title }: Peer, result: PartResult | undefined): readonly string[] {
  if (result?.kind === "failed") return [title, `no zip: ${escape(result.reason)}`, "", "", "", "", ""];
  if (result?.kind !== "peer") return [title, "not measured", "", "", "", "", ""];
  const { files, links, zipBytes, fault } = result.bundle;
  return [
    title,
    fault === undefined ? "yes" : `**no**: ${escape(fault)}`,
    renderSpread(spreadOfRatios(result.rounds, name, zipName)),
    `${files}`,
    `${links}`,
    renderMegabytes(zipBytes),
    renderMegabytes(medianPeak(result.rounds, name)),
  ];
}

const MAX_CHARACTERS = 160;

/** Fits into one cell: words of another tool may be long, and hold directories of this machine. */
function escape(text: string): string {
  const plain = text.replaceAll("|", "\\|").replaceAll(/(?:\/[\w.@+-]+){3,}\/(?=[\w.@+-]+)/gu, "…/");
  return plain.length > MAX_CHARACTERS ? `${plain.slice(0, MAX_CHARACTERS)}…` : plain;
}
