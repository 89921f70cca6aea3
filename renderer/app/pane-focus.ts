const PANES = '[data-pane]';
const STOPS =
  'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]';

/** Where the focus was in each pane: it returns there. */
const lastFocus = new WeakMap<Element, Element>();

function isShown(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element.getClientRects().length > 0;
}

function firstStop(pane: Element): HTMLElement | undefined {
  const known = lastFocus.get(pane);
  if (known !== undefined && pane.contains(known) && isShown(known)) return known;
  const stops = Array.from(pane.querySelectorAll(STOPS)).filter(isShown);
  // The selected tab stop of a table or list first, then whatever there is.
  return (
    stops.find((stop) => stop.getAttribute('tabindex') === '0') ??
    stops.find((stop) => stop.tabIndex >= 0)
  );
}

/** Moves the focus to the next or previous pane. False when there is no other. */
export function focusNextPane(by: -1 | 1): boolean {
  const panes = Array.from(document.querySelectorAll(PANES)).filter(
    (pane) => firstStop(pane) !== undefined,
  );
  const focused = document.activeElement;
  const at = panes.findIndex((pane) => pane.contains(focused));
  const from = panes[at];
  if (from !== undefined && focused !== null) lastFocus.set(from, focused);
  const start = at < 0 && by < 0 ? 0 : at;
  const next = panes[(start + by + panes.length) % panes.length];
  if (next === undefined || next === from) return false;
  firstStop(next)?.focus();
  return true;
}
