import { X } from 'lucide-react';
import { Fragment } from 'react';
import type { LineDifferences } from '../../queries/comparison.ts';
import { useValue } from '../../queries/parameters.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ArraysBeside } from './ArraysBeside.tsx';
import styles from './BesidePanel.module.css';
import { differenceText } from './CompareCell.tsx';
import type { CompareField } from './compare-fields.ts';

interface BesidePanelProps {
  readonly field: CompareField;
  readonly place: number;
  readonly element: number;
  readonly reference: number;
  readonly referenceElement: number;
  readonly differences: LineDifferences | undefined;
  readonly onClose: () => void;
}

/** One value of a run beside that of the reference: texts whole, arrays as pictures. */
export function BesidePanel(props: BesidePanelProps) {
  const { field, place, element, reference, referenceElement, differences, onClose } = props;
  const parameter = field.line?.parameters?.[place] ?? -1;
  const ofReference = field.line?.parameters?.[reference] ?? -1;
  const found = differences?.get(parameter);
  const isArray = parameter >= 0;
  return (
    <aside className={styles.panel} aria-label={`${field.label} beside the reference`}>
      <div className={styles.head}>
        <h2 className={styles.title} title={field.label}>
          {field.label}
        </h2>
        <IconButton icon={X} size="small" label="Close" onClick={onClose} />
      </div>
      {found !== undefined && parameter !== ofReference && (
        <p className={styles.fact}>
          {found.differing === 0 && found.note === ''
            ? `Element ${element} has the same values as element ${referenceElement}.`
            : `${differenceText(found)}${found.at.length === 0 ? '' : ` at [${found.at.join(', ')}]`}${found.differing > 0 ? `, ${found.differing} items differ` : ''}.`}
        </p>
      )}
      {isArray ? (
        <ArrayParts
          steps={field.line?.steps ?? []}
          label={field.label}
          parameter={parameter}
          element={element}
          ofReference={ofReference}
          referenceElement={referenceElement}
          at={found?.at}
        />
      ) : (
        [
          { element: referenceElement, at: reference, isOwn: false },
          ...(place === reference ? [] : [{ element, at: place, isOwn: true }]),
        ].map((one) => (
          <Fragment key={String(one.isOwn)}>
            <h3 className={styles.name}>
              Element {one.element}
              {one.isOwn ? '' : ', reference'}
            </h3>
            <pre className={styles.text}>{field.textAt(one.at)}</pre>
          </Fragment>
        ))
      )}
    </aside>
  );
}

interface ArrayPartsProps {
  readonly steps: readonly (string | number)[];
  readonly label: string;
  readonly parameter: number;
  readonly element: number;
  readonly ofReference: number;
  readonly referenceElement: number;
  /** Where they differ most. */
  readonly at: readonly number[] | undefined;
}

/** Finds out the shapes, then shows the arrays. */
function ArrayParts(props: ArrayPartsProps) {
  const { workflowId } = usePlace();
  const path = [...props.steps];
  const own = useValue(workflowId, props.parameter, path);
  const other = useValue(workflowId, props.ofReference < 0 ? undefined : props.ofReference, path);
  const error = own.error ?? other.error;
  if (error !== undefined) return <ErrorNote error={error} />;
  const info = own.data?.summary.array;
  const otherInfo = other.data?.summary.array;
  if (info === undefined || (props.ofReference >= 0 && otherInfo === undefined)) {
    return <Skeleton rows={6} label="Reading the arrays" />;
  }
  return (
    <ArraysBeside
      path={path}
      label={props.label}
      own={{ parameter: props.parameter, element: props.element, info }}
      reference={
        otherInfo === undefined || props.parameter === props.ofReference
          ? undefined
          : { parameter: props.ofReference, element: props.referenceElement, info: otherInfo }
      }
      at={props.at}
    />
  );
}
