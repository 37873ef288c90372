// Draws the charts of the page that `townsquare report` writes. All numbers and words are in the page already, as text and
// tables: without this script nothing is lost but the pictures.
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { Error, logger, parse, View } from "vega";

/** A chart as the page carries it: the id of its place and its Vega-Lite specification. */
interface Chart {
  id: string;
  spec: TopLevelSpec & { vconcat?: object[] };
}

/** Room that the axis of a panel takes, pixels: panels beneath each other have no common width to be fitted to. */
const axisRoom = 64;

/** Charts take the colours of the page's own style sheet by name, so that they follow light, dark and paper. */
function config(): object {
  const colour = (name: string) => `var(${name})`;
  const ink = colour("--ink"), faint = colour("--line"), quiet = colour("--quiet");
  const range = ["--first", "--second", "--third", "--fourth", "--fifth", "--sixth"].map(colour);
  const text = { labelColor: ink, titleColor: quiet, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" };
  return {
    background: "transparent",
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: { ...text, gridColor: faint, domainColor: faint, tickColor: faint, labelLimit: 260 },
    axisQuantitative: { tickCount: 6, labelOverlap: true },
    header: text,
    legend: { ...text, orient: "top", title: null, labelLimit: 400, columns: 1, symbolOpacity: 1, symbolStrokeWidth: 2.5 },
    title: { color: ink, anchor: "start", fontSize: 12, fontWeight: 600 },
    range: { category: range },
    text: { color: ink },
    rule: { color: quiet },
    mark: { color: range[0] },
  };
}

/** Draws a chart as wide as its place; an older drawing is replaced. */
async function draw(chart: Chart): Promise<void> {
  const place = document.getElementById(chart.id);
  if (!place) return;
  const width = Math.max(place.clientWidth, 200);
  const panels = chart.spec.vconcat?.map((panel) => ({ ...panel, width: width - axisRoom }));
  const fitted = panels ? { ...chart.spec, vconcat: panels } : { ...chart.spec, width, autosize: { type: "fit-x", contains: "padding" } };
  const compiled = compile(fitted as TopLevelSpec, { config: config(), logger: logger(Error) });
  const runtime = parse(compiled.spec, undefined, { ast: true });
  const view = new View(runtime, { renderer: "svg", hover: false, expr: expressionInterpreter });
  const picture = await view.toSVG();
  view.finalize();
  place.innerHTML = picture;
  const svg = place.querySelector("svg");
  // the caption and the table beside it say what the picture shows
  svg?.setAttribute("aria-hidden", "true");
  svg?.removeAttribute("role");
  place.dataset.drawn = "yes";
}

function charts(): Chart[] {
  const source = document.getElementById("charts");
  return source?.textContent ? (JSON.parse(source.textContent) as Chart[]) : [];
}

async function drawAll(): Promise<void> {
  for (const chart of charts()) await draw(chart);
  document.documentElement.dataset.drawn = "yes";
}

// again when the window changes
let waiting = 0;
function drawSoon(): void {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => void drawAll(), 150);
}
window.addEventListener("resize", drawSoon);
// paper has no folded parts
window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => (each.open = true)));
void drawAll();
