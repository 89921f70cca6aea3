import { useEffect, useMemo } from 'react';
import { useArrayWindows } from '../../../queries/arrays.ts';
import { planeFacts } from '../../../visuals/plane-facts.ts';
import { type LookChoice, mapFor, scaleFor } from '../../../visuals/plane-look.ts';
import { isCategorical } from '../../../visuals/quantities.ts';
import { Thumbnail } from '../../../visuals/Thumbnail.tsx';
import { NoPicture } from '../../../visuals/TileGrid.tsx';
import type { ValueRange } from '../../../visuals/value-scale.ts';
import type { ValuePlace } from '../value-place.ts';
import { type TilePlan, tileDrawing, tilePlane, tileSelectionOf } from './field-tile.ts';

interface FieldTileProps {
  readonly workflowId: string;
  readonly parameter: number;
  readonly path: ValuePlace['path'];
  readonly name: string;
  readonly plan: TilePlan;
  readonly look: LookChoice;
  /** Of all tiles seen; absent: each has its own. */
  readonly shared: ValueRange | undefined;
  readonly onRange: (range: ValueRange) => void;
}

/** One array, small. Only its plane is read, every so many-th cell of it. */
export function FieldTile(props: FieldTileProps) {
  const { workflowId, parameter, path, name, plan, look, shared, onRange } = props;
  const selections = useMemo(() => [tileSelectionOf(plan)], [plan]);
  const [answer] = useArrayWindows({ workflowId, parameter, path }, selections);
  const window = answer?.window;
  const own = useMemo(
    () => (window === undefined ? undefined : planeFacts(tilePlane(plan, window)).range),
    [plan, window],
  );
  useEffect(() => {
    if (own !== undefined) onRange(own);
  }, [own, onRange]);
  const draw = useMemo(() => {
    if (window === undefined) return undefined;
    const { subject, quantity } = plan;
    const map = mapFor(look, quantity, isCategorical(subject));
    const range = shared ?? own ?? { min: 0, max: 1 };
    const scale = scaleFor(look, map, quantity, range);
    return tileDrawing(plan, window, { map, isReversed: look.isReversed, scale });
  }, [plan, window, look, shared, own]);
  if (answer?.error !== undefined) return <NoPicture>cannot be read</NoPicture>;
  return draw === undefined ? null : <Thumbnail label={`${name}, as an image`} draw={draw} />;
}
