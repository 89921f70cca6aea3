import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { GraphPlaces } from './elk-graph.ts';
import { GraphScene, type Lit } from './GraphScene.tsx';
import type { GraphLooks } from './graph-looks.ts';
import type { TaskGraph } from './task-graph.ts';
import { textCut } from './use-text-cut.ts';

/** A graph as it stands on the screen: what is saved is what is seen, all of it. */
export interface DrawnGraph {
  readonly graph: TaskGraph;
  readonly places: GraphPlaces;
  readonly looks: GraphLooks;
  readonly lit: Lit | undefined;
}

/** What style sheets say of shapes and texts, so that the file needs none; and what SVG says without. */
const PROPERTIES: Readonly<Record<string, string>> = {
  fill: '',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'paint-order': 'normal',
  'font-family': '',
  'font-size': '',
  'font-weight': '',
  'text-anchor': 'start',
};
const TEXT_ONLY = /^(font|text|paint)/;
const PNG_SCALE = 3;
/** Browsers draw no larger pictures. */
const MOST_PNG_PX = 16_384;
const MOST_PNG_AREA = 120_000_000;

function svgElement({ graph, places, looks, lit }: DrawnGraph): string {
  const host = document.createElement('div');
  host.hidden = false;
  host.style.position = 'absolute';
  host.style.visibility = 'hidden';
  host.style.left = '-100000px';
  document.body.append(host);
  const root = createRoot(host);
  try {
    flushSync(() =>
      root.render(
        <svg
          xmlns="http://www.w3.org/2000/svg"
          aria-hidden="true"
          width={places.width}
          height={places.height}
          viewBox={`0 0 ${places.width} ${places.height}`}
        >
          <GraphScene
            graph={graph}
            places={places}
            looks={looks}
            cut={textCut()}
            lit={lit}
            isDim={lit !== undefined}
            detail="whole"
          />
        </svg>,
      ),
    );
    const drawn = host.querySelector('svg');
    if (drawn === null) return '';
    const copy = drawn.cloneNode(true);
    if (!(copy instanceof SVGSVGElement)) return '';
    for (const element of [drawn, copy]) {
      for (const hit of element.querySelectorAll('[data-hit]')) hit.remove();
    }
    writeStyles(drawn, copy);
    const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    ground.setAttribute('width', '100%');
    ground.setAttribute('height', '100%');
    ground.setAttribute('fill', groundOf(document.body));
    copy.prepend(ground);
    copy.removeAttribute('aria-hidden');
    return new XMLSerializer().serializeToString(copy);
  } finally {
    root.unmount();
    host.remove();
  }
}

/** The colour behind the graph. */
function groundOf(element: Element): string {
  return getComputedStyle(element).getPropertyValue('--surface-sunken').trim();
}

function writeStyles(from: Element, to: Element): void {
  if (from instanceof SVGGeometryElement || from instanceof SVGTextContentElement) {
    writeStyle(getComputedStyle(from), from instanceof SVGTextContentElement, to);
  } else if (from instanceof SVGGElement) {
    const { opacity } = getComputedStyle(from);
    if (opacity !== '1') to.setAttribute('opacity', opacity);
  }
  for (const { name } of [...to.attributes]) {
    if (name === 'class' || name.startsWith('data-') || name.startsWith('aria-')) {
      to.removeAttribute(name);
    }
  }
  for (const [at, child] of [...from.children].entries()) {
    const copied = to.children[at];
    if (copied !== undefined) writeStyles(child, copied);
  }
}

function writeStyle(style: CSSStyleDeclaration, isText: boolean, to: Element): void {
  for (const [name, usual] of Object.entries(PROPERTIES)) {
    if (TEXT_ONLY.test(name) && !isText) continue;
    const value = style.getPropertyValue(name);
    if (value !== '' && value !== usual) to.setAttribute(name, value);
  }
}

/** The graph as an SVG file. */
export function graphSvgFile(drawn: DrawnGraph): Blob {
  return new Blob([svgElement(drawn)], { type: 'image/svg+xml' });
}

/** The graph as a PNG file of three times its pixels, or as many as a picture can have. */
export async function graphPngFile(drawn: DrawnGraph): Promise<Blob | undefined> {
  const { width, height } = drawn.places;
  const scale = Math.min(
    PNG_SCALE,
    MOST_PNG_PX / Math.max(width, height),
    Math.sqrt(MOST_PNG_AREA / (width * height)),
  );
  const fonts = await fontRules();
  const text = svgElement(drawn).replace(/^(<svg[^>]*>)/, `$1<style>${fonts}</style>`);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The faces of the page for Latin letters, within the text: a picture loads nothing. */
async function fontRules(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const written: string[] = [];
  for (const rule of rules) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const { style } = rule;
    const range = style.getPropertyValue('unicode-range');
    if (range !== '' && !/U\+0+-0*FF\b/i.test(range)) continue;
    const source = /url\("([^"]+)"\)/.exec(style.getPropertyValue('src'))?.[1];
    if (source === undefined) continue;
    const data = await dataUrl(new URL(source, rule.parentStyleSheet?.href ?? document.baseURI));
    written.push(
      `@font-face{font-family:${style.getPropertyValue('font-family')};` +
        `font-style:${style.getPropertyValue('font-style')};font-weight:100 900;src:url(${data})}`,
    );
  }
  return written.join('');
}

async function dataUrl(address: URL): Promise<string> {
  const content = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });
}
