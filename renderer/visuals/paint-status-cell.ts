import type { RunStatus } from '../../shared/model/status.ts';
import type { StatusColourPart } from '../design/status-colours.ts';

export interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Colours resolved from the theme, as a canvas needs them. */
export interface CellColours {
  readonly of: (status: RunStatus, part: StatusColourPart) => string;
  /** Ink of signs on filled cells. */
  readonly cut: string;
  readonly line: string;
}

/**
 * One status as a cell. Ink grows with urgency, errors bleed over the gap, and signs appear from
 * 8 px: so nothing is told by colour alone.
 */
export function paintStatusCell(
  context: CanvasRenderingContext2D,
  status: RunStatus,
  box: CellBox,
  colours: CellColours,
): void {
  const { x, y, width, height } = box;
  const middle = y + height / 2;
  const fill = (colour: string, left: number, top: number, wide: number, high: number): void => {
    context.fillStyle = colour;
    context.fillRect(left, top, wide, high);
  };
  switch (status) {
    case 'pending':
      context.strokeStyle = colours.line;
      context.lineWidth = 1;
      if (width >= 4) context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
      return;
    case 'prepared':
      fill(colours.of(status, 'cell'), x, y, width, height);
      return;
    case 'submitted':
      fill(colours.of(status, 'cell'), x, y, width, height);
      if (width > 7) fill(colours.of(status, 'mark'), x + width / 2 - 1, middle - 1, 2, 2);
      return;
    case 'skipped':
      fill(colours.of(status, 'tint'), x, y, width, height);
      fill(
        colours.of(status, 'mark'),
        x + Math.min(1, width / 4),
        middle - 1.5,
        Math.max(1, width - 2),
        3,
      );
      return;
    case 'ended-by-loop':
      fill(colours.of(status, 'mark'), x + width * 0.25, middle - 0.5, width * 0.5, 1);
      return;
    case 'likely-failed': {
      const line = Math.min(1.5, width / 3);
      context.strokeStyle = colours.of(status, 'cell');
      context.lineWidth = line;
      context.strokeRect(x + line / 2, y + line / 2, width - line, height - line);
      fill(colours.of(status, 'cell'), x + width / 2 - 1, middle - 1, 2, 2);
      return;
    }
    case 'error':
      fill(colours.of(status, 'cell'), x - 1, y - 1, width + 2, height + 2);
      if (width >= 8)
        cross(context, x + width / 2, middle, Math.min(width, height) * 0.22, colours.cut);
      return;
    case 'aborted':
      fill(colours.of(status, 'cell'), x, y, width, height);
      if (width >= 8) fill(colours.cut, x + width * 0.25, middle - 0.8, width * 0.5, 1.6);
      return;
    case 'complete':
      fill(colours.of(status, 'cell'), x, y, width, height);
      return;
    case 'running':
      fill(colours.of(status, 'cell'), x, y, width, height);
      if (width >= 8) wedge(context, x + width / 2, middle, colours.cut);
      return;
    case 'success':
      fill(colours.of(status, 'cell'), x, y, width, height);
      return;
  }
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, arm: number, ink: string) {
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.stroke();
}

function wedge(context: CanvasRenderingContext2D, x: number, y: number, ink: string): void {
  context.fillStyle = ink;
  context.beginPath();
  context.moveTo(x - 1.5, y - 2.6);
  context.lineTo(x - 1.5, y + 2.6);
  context.lineTo(x + 2.1, y);
  context.fill();
}
