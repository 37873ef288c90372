// Draws the charts of the page that `townsquare report` writes. All numbers and words are in the page already, as text and
// tables: without this script nothing is lost but the pictures.
import { type ChartSpec, svgOf } from "./chart";

/** A chart as the page carries it: the id of its place and its specification. */
interface Chart {
  id: string;
  spec: ChartSpec;
}

/** Draws a chart as wide as its place; an older drawing is replaced. Colours are the style sheet's own, so that they follow light, dark and paper. */
async function draw(chart: Chart): Promise<void> {
  const place = document.getElementById(chart.id);
  if (!place) return;
  place.innerHTML = await svgOf(chart.spec, Math.max(place.clientWidth, 200), (name) => `var(${name})`);
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
